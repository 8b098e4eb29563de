package dev.limpid.uploader.config;

/** Two things that the log signed and that cannot both be true, found while a head was checked. */
final class Contradiction extends Exception {
    private static final long serialVersionUID = 1L;

    private final String what;
    private final String proof;

    Contradiction(String what, String proof) {
        super(what);
        this.what = what;
        this.proof = proof;
    }

    String what() {
        return what;
    }

    String proof() {
        return proof;
    }
}
