package dev.limpid.protocol.hpke;

/** A key is not valid, or does not open a message. The exception's message says which, and contains no secret. */
public final class HpkeException extends Exception {

    private static final long serialVersionUID = 1L;

    HpkeException(String message) {
        super(message);
    }

    HpkeException(String message, Throwable cause) {
        super(message, cause);
    }
}
