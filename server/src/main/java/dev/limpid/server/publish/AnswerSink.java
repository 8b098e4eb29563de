package dev.limpid.server.publish;

import java.io.IOException;

/** Takes distinct answers, each with how many machines gave it. */
@FunctionalInterface
public interface AnswerSink {
    /** The next one: its canonical bytes. */
    void answer(byte[] answer, long machines) throws IOException;
}
