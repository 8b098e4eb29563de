package dev.limpid.tlog;

/** A well-formed signature, proof or hash does not prove what it was shown for. */
public final class ProofException extends TlogException {

    public ProofException(String message) {
        super(message);
    }
}
