package dev.limpid.server.log.tree;

import java.io.IOException;

/** The stored log contradicts itself. Nothing is signed while it does. */
public final class CorruptLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public CorruptLogException(String message) {
        super(message);
    }
}
