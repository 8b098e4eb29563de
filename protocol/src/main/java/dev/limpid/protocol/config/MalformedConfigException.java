package dev.limpid.protocol.config;

/** What was to be read is no collection configuration. */
public final class MalformedConfigException extends Exception {
    private static final long serialVersionUID = 1L;

    public MalformedConfigException(String message) {
        super(message);
    }

    public MalformedConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
