package dev.limpid.server.log.tree;

import java.io.IOException;

/**
 * The stored log is older than a head it has signed, as after a restored backup. Signing on from here would show two
 * histories; the missing entries must come back from a mirror, an export or a newer backup first.
 */
public final class RolledBackLogException extends IOException {
    private static final long serialVersionUID = 1L;

    public RolledBackLogException(String message) {
        super(message);
    }
}
