package dev.limpid.protocol.config;

/** The bytes are not a collection configuration. */
public final class MalformedConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedConfigException(String message) {
        super(message);
    }

    public MalformedConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
