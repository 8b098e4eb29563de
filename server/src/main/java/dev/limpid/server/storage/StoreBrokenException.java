package dev.limpid.server.storage;

import java.io.IOException;

/**
 * The store no longer knows what is durable, since the disk failed while it made data durable. It stores nothing more;
 * only a restart, which reads what is really there, helps.
 */
public final class StoreBrokenException extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreBrokenException(String message, Throwable cause) {
        super(message, cause);
    }
}
