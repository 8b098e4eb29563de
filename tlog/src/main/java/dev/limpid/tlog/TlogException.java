package dev.limpid.tlog;

/** The client rejected something that a log served. */
public abstract sealed class TlogException extends Exception permits LogFormatException, ProofException {

    private static final long serialVersionUID = 1L;

    private final String message;

    TlogException(String message) {
        super(message);
        this.message = message;
    }

    /** What was found and what was expected; never null. */
    @Override
    public String getMessage() {
        return message;
    }
}
