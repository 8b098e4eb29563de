package dev.limpid.server.log.tree;

import java.io.IOException;

/**
 * The stored log is older than a head that it has signed, as after a restored backup. Signing from here would create
 * two histories; first restore the missing entries from a mirror, an export or a newer backup.
 */
public final class RolledBackLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public RolledBackLogException(String message) {
        super(message);
    }
}
