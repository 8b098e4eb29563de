package dev.limpid.uploader.config.proof;

import java.io.IOException;

/** The program's policy cannot be read, so nothing that a log serves can be checked against it. */
public final class UnreadablePolicyException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadablePolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}
