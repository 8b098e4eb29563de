package dev.limpid.protocol.hpke;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Authenticated encryption, by the identifiers of RFC 9180, section 7.3. */
public enum Aead {
    AES_128_GCM(1, "AES/GCM/NoPadding", "AES", 16),
    AES_256_GCM(2, "AES/GCM/NoPadding", "AES", 32),
    CHACHA20_POLY1305(3, "ChaCha20-Poly1305", "ChaCha20", 32);

    /** How long a nonce is, in bytes; the same for all. */
    public static final int NONCE_BYTES = 12;
    /** By how many bytes sealing lengthens a message. */
    public static final int TAG_BYTES = 16;

    private final int id;
    private final String cipher;
    private final String algorithm;
    private final int keyBytes;

    Aead(int id, String cipher, String algorithm, int keyBytes) {
        this.id = id;
        this.cipher = cipher;
        this.algorithm = algorithm;
        this.keyBytes = keyBytes;
    }

    /** The cipher with this identifier, if it is supported here. */
    public static Optional<Aead> ofId(int id) {
        for (Aead aead : values()) {
            if (aead.id == id) {
                return Optional.of(aead);
            }
        }
        return Optional.empty();
    }

    /** The identifier. */
    public int id() {
        return id;
    }

    /** How long a key is, in bytes. */
    public int keyBytes() {
        return keyBytes;
    }

    /** Seals with a nonce that was never used with this key before. */
    public byte[] seal(byte[] key, byte[] nonce, byte[] associated, byte[] plain) {
        try {
            return run(Cipher.ENCRYPT_MODE, key, nonce, associated, plain);
        } catch (GeneralSecurityException e) {
            throw new UnsupportedOperationException("this JDK cannot seal with " + cipher, e);
        }
    }

    /** @throws HpkeException if it was not sealed by this key, this nonce and with this associated data */
    public byte[] open(byte[] key, byte[] nonce, byte[] associated, byte[] sealed) throws HpkeException {
        if (sealed.length < TAG_BYTES) {
            throw new HpkeException(
                    "the sealed message is " + sealed.length + " bytes long, expected at least " + TAG_BYTES);
        }
        try {
            return run(Cipher.DECRYPT_MODE, key, nonce, associated, sealed);
        } catch (AEADBadTagException e) {
            throw new HpkeException(
                    "this key does not open the message: it was sealed to another key, or was changed", e);
        } catch (GeneralSecurityException e) {
            throw new UnsupportedOperationException("this JDK cannot open with " + cipher, e);
        }
    }

    private byte[] run(int mode, byte[] key, byte[] nonce, byte[] associated, byte[] text)
            throws GeneralSecurityException {
        AlgorithmParameterSpec with = this == CHACHA20_POLY1305
                ? new IvParameterSpec(nonce)
                : new GCMParameterSpec(TAG_BYTES * Byte.SIZE, nonce);
        Cipher engine = Cipher.getInstance(cipher);
        engine.init(mode, new SecretKeySpec(key, algorithm), with);
        engine.updateAAD(associated);
        return engine.doFinal(text);
    }
}
