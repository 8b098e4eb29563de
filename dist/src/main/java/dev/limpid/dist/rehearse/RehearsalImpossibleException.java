package dev.limpid.dist.rehearse;

import java.io.IOException;

/** There is nothing to rehearse, because of the program or its charts. The message is for the maintainer. */
final class RehearsalImpossibleException extends IOException {

    private static final long serialVersionUID = 1;

    RehearsalImpossibleException(String message) {
        super(message);
    }
}
