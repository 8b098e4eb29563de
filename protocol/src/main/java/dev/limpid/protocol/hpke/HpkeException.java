package dev.limpid.protocol.hpke;

/** A key that is none, or a message that this key does not open. The message says which, and nothing of any secret. */
public final class HpkeException extends Exception {

    private static final long serialVersionUID = 1L;

    HpkeException(String message) {
        super(message);
    }

    HpkeException(String message, Throwable cause) {
        super(message, cause);
    }
}
