package dev.limpid.server.configuration;

/** A configuration cannot be published. The message gives the reason. */
public final class RefusedConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    RefusedConfigException(String message) {
        super(message);
    }
}
