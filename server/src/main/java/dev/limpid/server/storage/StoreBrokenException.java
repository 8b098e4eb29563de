package dev.limpid.server.storage;

import java.io.IOException;

/**
 * The store cannot tell any more what is durable, since the disk failed while it made sure. It stores nothing further;
 * only a restart, which looks at what is really there, helps.
 */
public final class StoreBrokenException extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
