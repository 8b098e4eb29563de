package dev.limpid.server.log.tree;

import java.io.IOException;

/** An earlier write failed, so the state of the disk is unknown: the log accepts nothing until it is opened again. */
public final class StoppedLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoppedLogException(String message, Throwable cause) {
        super(message, cause);
    }
}
