package dev.limpid.server.log.tree;

import java.io.IOException;

/** What is stored of the log contradicts itself. Nothing is signed while it does. */
public final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public CorruptLogException(String message) {
        super(message);
    }
}
