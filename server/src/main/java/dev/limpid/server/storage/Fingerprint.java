package dev.limpid.server.storage;

/**
 * The first 128 bits of what a week keeps of a {@link ResendKey}: by it an answer that comes again is recognised. Two
 * answers never meet by chance.
 */
record Fingerprint(long high, long low) {

    static final int BYTES = 16;
}
