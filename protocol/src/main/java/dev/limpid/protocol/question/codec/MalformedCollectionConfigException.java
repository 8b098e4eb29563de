package dev.limpid.protocol.question.codec;

/** The bytes are not a collection configuration. */
public final class MalformedCollectionConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedCollectionConfigException(String message) {
        super(message);
    }

    public MalformedCollectionConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
