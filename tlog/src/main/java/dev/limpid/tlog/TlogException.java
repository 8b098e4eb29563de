package dev.limpid.tlog;

/** Something that a log served could not be accepted. */
public abstract sealed class TlogException extends Exception permits LogFormatException, ProofException {

    TlogException(String message) {
        super(message);
    }
}
