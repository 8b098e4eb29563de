package dev.limpid.server.storage;

import java.io.IOException;

/**
 * The stored data is not what was written. The message names the file, the place, what was found and what was expected.
 */
public final class CorruptStoreException extends IOException {

    private static final long serialVersionUID = 1L;

    public CorruptStoreException(String message) {
        super(message);
    }
}
