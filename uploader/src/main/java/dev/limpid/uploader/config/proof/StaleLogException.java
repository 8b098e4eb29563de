package dev.limpid.uploader.config.proof;

import java.io.IOException;

/** The served head is older than the one this machine has seen, or than the policy allows: a mirror that lags behind. */
public final class StaleLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public StaleLogException(String message) {
        super(message);
    }
}
