package dev.limpid.server.log.tree;

/** The log refuses the module: its version is used for other bytes, or its place in the order is wrong. */
public final class RefusedAppendException extends Exception {
    private static final long serialVersionUID = 1L;

    public RefusedAppendException(String message) {
        super(message);
    }
}
