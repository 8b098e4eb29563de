package dev.limpid.tlog.note;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Ed25519 over raw 32-byte keys, which the JDK knows only in their X.509 and PKCS #8 forms (RFC 8410). */
final class Ed25519 {

    static final int KEY_BYTES = 32;
    static final int SIGNATURE_BYTES = 64;

    private static final String NAME = "Ed25519";
    private static final byte[] X509 = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};
    private static final byte[] PKCS8 = {
        0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20
    };

    private Ed25519() {}

    static boolean verifies(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != SIGNATURE_BYTES) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(NAME);
            verifier.initVerify(
                    KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(concat(X509, publicKey))));
            verifier.update(message);
            return verifier.verify(signature);
        } catch (NoSuchAlgorithmException e) {
            // The JDK is at fault, not the log: the signature cannot be checked at all.
            throw new IllegalStateException(
                    "this Java cannot verify Ed25519 signatures; a runtime made by jlink"
                            + " needs the module jdk.crypto.ec",
                    e);
        } catch (GeneralSecurityException e) {
            // The public key is not a point on the curve, or the signature is out of range.
            return false;
        }
    }

    static byte[] sign(byte[] seed, byte[] message) {
        try {
            PrivateKey key = KeyFactory.getInstance(NAME).generatePrivate(new PKCS8EncodedKeySpec(concat(PKCS8, seed)));
            Signature signer = Signature.getInstance(NAME);
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign with Ed25519", e);
        }
    }

    /**
     * The public key of a seed. The JDK derives one only while it generates a key pair, so the seed is passed as its
     * random source.
     */
    static byte[] publicKey(byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
            generator.initialize(NamedParameterSpec.ED25519, new FixedRandom(seed));
            byte[] encoded = generator.generateKeyPair().getPublic().getEncoded();
            return Arrays.copyOfRange(encoded, X509.length, encoded.length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot derive an Ed25519 public key", e);
        }
    }

    private static byte[] concat(byte[] prefix, byte[] key) {
        byte[] joined = Arrays.copyOf(prefix, prefix.length + key.length);
        System.arraycopy(key, 0, joined, prefix.length, key.length);
        return joined;
    }

    /** A random source that always returns the same bytes. */
    private static final class FixedRandom extends SecureRandom {
        private final transient byte[] answer;

        FixedRandom(byte[] answer) {
            this.answer = answer;
        }

        @Override
        public void nextBytes(byte[] target) {
            if (target.length != answer.length) {
                throw new IllegalStateException("asked for " + target.length + " bytes, expected " + answer.length);
            }
            System.arraycopy(answer, 0, target, 0, answer.length);
        }
    }
}
