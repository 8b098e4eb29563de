package dev.limpid.server.log.tree;

import java.io.IOException;

/** A write failed before, so nobody knows what is on the disk: the log takes nothing until it is opened again. */
public final class StoppedLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoppedLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
