package dev.limpid.server.publish;

import java.io.IOException;

/** There is no answer with the given digest. */
public final class UnknownAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    UnknownAnswerException(String message) {
        super(message);
    }
}
