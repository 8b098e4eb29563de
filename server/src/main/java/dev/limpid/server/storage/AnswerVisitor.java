package dev.limpid.server.storage;

import java.io.IOException;

/** Receives answers one after another. */
@FunctionalInterface
public interface AnswerVisitor {

    /** One answer, as it was appended. */
    void answer(byte[] canonicalJson) throws IOException;
}
