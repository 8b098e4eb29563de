package dev.limpid.server.storage;

/**
 * The first 128 bits of what a week keeps of a {@link ResendKey}: it identifies a resent answer. Two answers never have
 * the same one by chance.
 */
record Fingerprint(long high, long low) {

    static final int BYTES = 16;
}
