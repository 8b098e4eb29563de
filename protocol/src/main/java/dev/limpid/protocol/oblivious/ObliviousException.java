package dev.limpid.protocol.oblivious;

/**
 * A message does not conform to RFC 9458, or was not sealed to a known key. The exception's message says what was
 * expected.
 */
public class ObliviousException extends Exception {

    private static final long serialVersionUID = 1L;

    ObliviousException(String message) {
        super(message);
    }

    ObliviousException(String message, Throwable cause) {
        super(message, cause);
    }
}
