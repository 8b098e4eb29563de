package dev.limpid.server.publish;

import java.io.IOException;

/** An answer was named that nobody gave. */
public final class UnknownAnswerException extends IOException {

    private static final long serialVersionUID = 1L;

    UnknownAnswerException(String message) {
        super(message);
    }
}
