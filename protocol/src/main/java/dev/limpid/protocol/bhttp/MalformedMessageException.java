package dev.limpid.protocol.bhttp;

/**
 * The bytes are not a binary HTTP message. The exception's message says where, what was found, and what was expected.
 */
public final class MalformedMessageException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedMessageException(String message) {
        super(message);
    }
}
