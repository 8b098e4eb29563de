package dev.limpid.dist.rehearse;

import java.io.IOException;

/** The program or its charts are not such that there is anything to rehearse. The message is for its maintainer. */
final class NoRehearsalException extends IOException {

    private static final long serialVersionUID = 1;

    NoRehearsalException(String message) {
        super(message);
    }
}
