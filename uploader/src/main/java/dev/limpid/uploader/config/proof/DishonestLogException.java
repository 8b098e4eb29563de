package dev.limpid.uploader.config.proof;

import java.nio.file.Path;

/**
 * The log signed two things that cannot both be true. That is proof, not suspicion: the signatures are stored in
 * {@link #evidence}, and nothing is uploaded until the user has dealt with them.
 */
public final class DishonestLogException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Path evidence;

    public DishonestLogException(String message, Path evidence) {
        super(message + " The evidence is kept in " + evidence);
        this.evidence = evidence;
    }

    /** The folder with both signed heads, what proves the contradiction, and an explanation. */
    public Path evidence() {
        return evidence;
    }
}
