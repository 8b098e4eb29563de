package dev.limpid.tlog.note;

/** What a key signs: the signature types of C2SP signed-note that Limpid uses. */
public enum KeyType {
    /** An Ed25519 signature over the note's text, as logs make it. */
    ED25519(1),
    /** A timestamped Ed25519 signature over a checkpoint, as witnesses make it (C2SP tlog-cosignature). */
    COSIGNATURE(4);

    private final int code;

    KeyType(int code) {
        this.code = code;
    }

    byte code() {
        return (byte) code;
    }
}
