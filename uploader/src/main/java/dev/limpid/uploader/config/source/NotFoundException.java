package dev.limpid.uploader.config.source;

import java.io.IOException;

/** The server answered that there is nothing at a path. */
public final class NotFoundException extends IOException {
    private static final long serialVersionUID = 1L;

    public NotFoundException(String message) {
        super(message);
    }
}
