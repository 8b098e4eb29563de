package dev.limpid.uploader.config.proof;

import java.io.IOException;

/** The log is signed and proven, and contains no configuration yet. */
public final class EmptyLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public EmptyLogException(String message) {
        super(message);
    }
}
