package dev.limpid.server.storage;

import java.io.IOException;

/** There is no room for another answer now. The store continues as soon as there is room again. */
public final class StoreFullException extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreFullException(String message) {
        super(message);
    }

    public StoreFullException(String message, Throwable cause) {
        super(message, cause);
    }
}
