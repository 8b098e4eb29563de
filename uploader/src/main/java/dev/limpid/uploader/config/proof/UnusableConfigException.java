package dev.limpid.uploader.config.proof;

import java.io.IOException;

/** The configuration is proven to be in the log, but this version of the program cannot read it. */
public final class UnusableConfigException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnusableConfigException(String message) {
        super(message);
    }
}
