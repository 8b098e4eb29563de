package dev.limpid.protocol.hpke;

import java.security.PrivateKey;
import java.util.random.RandomGenerator;

/** A private key of X25519 with its public key. Immutable; its text does not contain the private key. */
public final class HpkeKeyPair {

    /** How long either key is, in bytes. */
    public static final int KEY_BYTES = X25519.KEY_BYTES;

    private final byte[] scalar;
    private final PrivateKey privateKey;
    private final byte[] publicKey;

    private HpkeKeyPair(byte[] scalar) {
        this.scalar = scalar.clone();
        this.privateKey = X25519.privateKey(scalar);
        this.publicKey = X25519.publicOf(scalar);
    }

    /**
     * A new pair.
     *
     * @param random a secure source
     */
    public static HpkeKeyPair generate(RandomGenerator random) {
        byte[] scalar = new byte[KEY_BYTES];
        random.nextBytes(scalar);
        return new HpkeKeyPair(scalar);
    }

    /**
     * The pair of a private key.
     *
     * @param scalar 32 bytes, as {@link #scalar} gives them
     */
    public static HpkeKeyPair of(byte[] scalar) {
        return new HpkeKeyPair(scalar);
    }

    /** The private key, for the file in which it is kept. */
    public byte[] scalar() {
        return scalar.clone();
    }

    /** The public key as it is sent. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    byte[] agree(byte[] other) throws HpkeException {
        return X25519.agree(privateKey, other);
    }

    @Override
    public String toString() {
        return "HpkeKeyPair";
    }
}
