package dev.limpid.uploader.config;

import java.io.IOException;

/** Another process is asking the log for this home at the moment. */
public final class ConfigCheckInProgressException extends IOException {
    private static final long serialVersionUID = 1L;

    public ConfigCheckInProgressException(String message) {
        super(message);
    }
}
