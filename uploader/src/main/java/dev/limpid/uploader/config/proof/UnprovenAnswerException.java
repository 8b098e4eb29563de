package dev.limpid.uploader.config.proof;

import java.io.IOException;

/**
 * What was served is not what a signed head of the log proves, or is no answer of a log at all. The log did not sign it,
 * so whoever stands between may have made it: a login page, a broken mirror, somebody who tampers. It is not used; the
 * configuration that was verified last stays.
 */
public final class UnprovenAnswerException extends IOException {
    private static final long serialVersionUID = 1L;

    public UnprovenAnswerException(String message) {
        super(message);
    }
}
