package dev.limpid.tlog;

/** A well-formed signature, proof or hash does not prove the claim it was given for. */
public final class ProofException extends TlogException {

    public ProofException(String message) {
        super(message);
    }
}
