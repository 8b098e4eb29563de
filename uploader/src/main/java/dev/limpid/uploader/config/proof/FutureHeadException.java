package dev.limpid.uploader.config.proof;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The served head is cosigned at a time that is in the future by this machine's clock, by more than clocks may differ.
 * The log's clock is wrong, or this machine's, or somebody lies. So the head is stored to be shown, but neither used
 * nor remembered as the newest.
 */
public final class FutureHeadException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Path kept;

    public FutureHeadException(String message, Path kept) {
        super(message + " It is not used; it is kept in " + kept);
        this.kept = kept;
    }

    /** The folder with the signed head and an explanation. */
    public Path kept() {
        return kept;
    }
}
