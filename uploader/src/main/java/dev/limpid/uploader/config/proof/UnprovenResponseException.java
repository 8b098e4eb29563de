package dev.limpid.uploader.config.proof;

import java.io.IOException;

/**
 * What was served is not proven by a signed head of the log, or is not the response of a log at all. The log did not
 * sign it, so its source may be anything in between: a login page, a broken mirror, or an attacker. It is not used; the
 * configuration that was verified last stays valid.
 */
public final class UnprovenResponseException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnprovenResponseException(String message) {
        super(message);
    }
}
