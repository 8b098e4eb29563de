package dev.limpid.protocol.hpke;

/**
 * The state that both ends share: keys, and the number of the next message. One end seals, the other opens, in the same
 * order. Mutable; for one thread at a time.
 */
public final class HpkeContext {

    private static final int KEM = 0x0020;
    private static final int KDF = 0x0001;
    private static final byte[] NOTHING = {};

    private final Aead aead;
    private final LabeledKdf steps;
    private final byte[] key;
    private final byte[] baseNonce;
    private final byte[] exporter;
    private long number;

    private HpkeContext(Aead aead, LabeledKdf steps, byte[] key, byte[] baseNonce, byte[] exporter) {
        this.aead = aead;
        this.steps = steps;
        this.key = key;
        this.baseNonce = baseNonce;
        this.exporter = exporter;
    }

    /** The identifier of DHKEM(X25519, HKDF-SHA256). */
    public static int kem() {
        return KEM;
    }

    /** The identifier of HKDF-SHA256. */
    public static int kdf() {
        return KDF;
    }

    /**
     * The sender's end.
     *
     * @param ephemeral a key pair made for this context alone; its public key is sent with the message
     * @throws HpkeException if the receiver's public key is not valid
     */
    public static HpkeContext sender(HpkeKeyPair ephemeral, byte[] receiver, byte[] info, Aead aead)
            throws HpkeException {
        return of(ephemeral.agree(receiver), ephemeral.publicKey(), receiver, info, aead);
    }

    /**
     * The receiver's end.
     *
     * @param ephemeral the public key that came with the message
     * @throws HpkeException if it is not valid
     */
    public static HpkeContext receiver(HpkeKeyPair receiver, byte[] ephemeral, byte[] info, Aead aead)
            throws HpkeException {
        return of(receiver.agree(ephemeral), ephemeral, receiver.publicKey(), info, aead);
    }

    private static HpkeContext of(byte[] agreed, byte[] ephemeral, byte[] receiver, byte[] info, Aead aead) {
        LabeledKdf kem = LabeledKdf.of("KEM", KEM);
        byte[] shared = kem.expand(
                kem.extract(NOTHING, "eae_prk", agreed), "shared_secret", joined(ephemeral, receiver), Hkdf.HASH_BYTES);
        LabeledKdf steps = LabeledKdf.of("HPKE", KEM, KDF, aead.id());
        byte[] context = joined(
                new byte[] {0}, // base mode
                joined(steps.extract(NOTHING, "psk_id_hash", NOTHING), steps.extract(NOTHING, "info_hash", info)));
        byte[] secret = steps.extract(shared, "secret", NOTHING);
        return new HpkeContext(
                aead,
                steps,
                steps.expand(secret, "key", context, aead.keyBytes()),
                steps.expand(secret, "base_nonce", context, Aead.NONCE_BYTES),
                steps.expand(secret, "exp", context, Hkdf.HASH_BYTES));
    }

    /** Seals the next message. */
    public byte[] seal(byte[] associated, byte[] plain) {
        byte[] sealed = aead.seal(key, nonce(), associated, plain);
        number++;
        return sealed;
    }

    /** Opens the next message. A message that cannot be opened does not advance the number. */
    public byte[] open(byte[] associated, byte[] sealed) throws HpkeException {
        byte[] plain = aead.open(key, nonce(), associated, sealed);
        number++;
        return plain;
    }

    /** A secret that both ends share, for the given purpose. */
    public byte[] export(byte[] purpose, int length) {
        return steps.expand(exporter, "sec", purpose, length);
    }

    private byte[] nonce() {
        byte[] nonce = baseNonce.clone();
        for (int i = 0; i < Long.BYTES; i++) {
            nonce[nonce.length - 1 - i] ^= (byte) (number >>> (Byte.SIZE * i));
        }
        return nonce;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = new byte[one.length + other.length];
        System.arraycopy(one, 0, both, 0, one.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
