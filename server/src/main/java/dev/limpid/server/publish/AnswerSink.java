package dev.limpid.server.publish;

import java.io.IOException;

/** Receives distinct answers, each with the number of machines that gave it. */
@FunctionalInterface
public interface AnswerSink {
    /** Receives the next answer as its canonical bytes. */
    void answer(byte[] answer, long machines) throws IOException;
}
