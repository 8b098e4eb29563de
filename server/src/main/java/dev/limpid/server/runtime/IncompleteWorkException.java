package dev.limpid.server.runtime;

import java.io.IOException;

/**
 * Some maintenance steps of a collection failed; the message names each step and the reason. The other steps were done.
 */
public final class IncompleteWorkException extends IOException {

    private static final long serialVersionUID = 1L;

    IncompleteWorkException(String message, Throwable cause) {
        super(message, cause);
    }
}
