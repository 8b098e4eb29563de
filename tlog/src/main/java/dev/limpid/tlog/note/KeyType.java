package dev.limpid.tlog.note;

/** What a key signs: the kinds of C2SP signed-note that Limpid uses. */
public enum KeyType {
    /** An Ed25519 signature over the note's text: what a log makes. */
    ED25519(1),
    /** A timestamped Ed25519 signature over a checkpoint: what a witness makes (C2SP tlog-cosignature). */
    COSIGNATURE(4);

    private final int code;

    KeyType(int code) {
        this.code = code;
    }

    byte code() {
        return (byte) code;
    }
}
