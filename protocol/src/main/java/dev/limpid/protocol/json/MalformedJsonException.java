package dev.limpid.protocol.json;

/**
 * The bytes are not the expected document. The exception's message says what was found, where, and what was expected.
 */
public final class MalformedJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }

    MalformedJsonException(String message, Throwable cause) {
        super(message, cause);
    }
}
