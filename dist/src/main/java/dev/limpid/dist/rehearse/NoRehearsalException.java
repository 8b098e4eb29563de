package dev.limpid.dist.rehearse;

import java.io.IOException;

/** There is nothing to rehearse, because of the program or its charts. The message is for the maintainer. */
final class NoRehearsalException extends IOException {

    private static final long serialVersionUID = 1;

    NoRehearsalException(String message) {
        super(message);
    }
}
