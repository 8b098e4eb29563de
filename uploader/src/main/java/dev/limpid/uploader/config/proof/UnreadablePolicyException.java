package dev.limpid.uploader.config.proof;

import java.io.IOException;

/** The policy that the program carries cannot be read, so that nothing a log serves can be checked by it. */
public final class UnreadablePolicyException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnreadablePolicyException(String message, Throwable cause) {
        super(message, cause);
    }
}
