package dev.limpid.protocol.oblivious;

/**
 * A message was sealed to a key that this gateway does not have, or no longer has; its sender needs a newer
 * configuration.
 */
public final class UnknownKeyException extends ObliviousException {

    private static final long serialVersionUID = 1L;

    UnknownKeyException(String message) {
        super(message);
    }

    UnknownKeyException(String message, Throwable cause) {
        super(message, cause);
    }
}
