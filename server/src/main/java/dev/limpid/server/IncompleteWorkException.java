package dev.limpid.server;

import java.io.IOException;

/** Some of what a server does for a collection now and then failed; the message names each part and why. The rest was done. */
public final class IncompleteWorkException extends IOException {

    private static final long serialVersionUID = 1L;

    IncompleteWorkException(String message, Throwable cause) {
        super(message, cause);
    }
}
