package dev.limpid.server.storage;

import java.io.IOException;

/** More answers wait for the disk than may wait. The sender should try again soon. */
public final class StoreBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    public StoreBusyException(String message) {
        super(message);
    }
}
