package dev.limpid.uploader.config;

/** The log or the configuration it served could not be proven honest. Nothing is sent until that changes. */
public final class UntrustedConfigException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Says what could not be proven. */
    public UntrustedConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
