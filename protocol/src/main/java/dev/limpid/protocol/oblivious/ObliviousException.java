package dev.limpid.protocol.oblivious;

/** What came is not what RFC 9458 says, or was not sealed to a key that is here; the message says what was expected. */
public class ObliviousException extends Exception {

    private static final long serialVersionUID = 1L;

    ObliviousException(String message) {
        super(message);
    }

    ObliviousException(String message, Throwable cause) {
        super(message, cause);
    }
}
