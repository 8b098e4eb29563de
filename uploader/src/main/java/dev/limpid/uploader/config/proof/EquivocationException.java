package dev.limpid.uploader.config.proof;

/** Two things that the log signed and that cannot both be true, found while a head was checked. */
public final class EquivocationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String proof;

    public EquivocationException(String what, String proof) {
        super(what);
        this.what = what;
        this.proof = proof;
    }

    /** What contradicts what, as one sentence. */
    public String what() {
        return what;
    }

    /** What anybody can check the contradiction by, as text: hashes, dates or records. */
    public String proof() {
        return proof;
    }
}
