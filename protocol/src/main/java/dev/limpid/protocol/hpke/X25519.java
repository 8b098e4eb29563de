package dev.limpid.protocol.hpke;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPrivateKeySpec;
import java.security.spec.XECPublicKeySpec;
import javax.crypto.KeyAgreement;

/** The function X25519 (RFC 7748) on keys in their 32-byte wire form. */
final class X25519 {

    static final int KEY_BYTES = 32;

    private static final String NAME = "X25519";
    private static final byte[] BASE_POINT = basePoint();

    private X25519() {}

    static byte[] publicOf(byte[] scalar) {
        try {
            return agree(privateKey(scalar), BASE_POINT);
        } catch (HpkeException e) {
            throw new IllegalStateException("every 32 bytes are a private key of X25519", e);
        }
    }

    /**
     * @throws HpkeException if the public key is a point of small order, with which every private key gives the same
     *     secret
     */
    static byte[] agree(PrivateKey own, byte[] other) throws HpkeException {
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(NAME);
            agreement.init(own);
            agreement.doPhase(publicKey(other), true);
            return agreement.generateSecret();
        } catch (InvalidKeyException e) {
            throw new HpkeException("the public key is a point of small order, expected a public key of X25519", e);
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    static PrivateKey privateKey(byte[] scalar) {
        if (scalar.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "the private key is " + scalar.length + " bytes long, expected " + KEY_BYTES);
        }
        try {
            return factory().generatePrivate(new XECPrivateKeySpec(NamedParameterSpec.X25519, scalar.clone()));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static PublicKey publicKey(byte[] little) throws HpkeException {
        if (little.length != KEY_BYTES) {
            throw new HpkeException("the public key is " + little.length + " bytes long, expected " + KEY_BYTES);
        }
        byte[] big = new byte[KEY_BYTES];
        for (int i = 0; i < KEY_BYTES; i++) {
            big[KEY_BYTES - 1 - i] = little[i];
        }
        big[0] &= 0x7f; // RFC 7748, section 5: the highest bit is ignored
        try {
            return factory().generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, big)));
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static KeyFactory factory() throws NoSuchAlgorithmException {
        return KeyFactory.getInstance(NAME);
    }

    private static UnsupportedOperationException missing(GeneralSecurityException e) {
        return new UnsupportedOperationException(
                "this Java has no X25519, expected one with the module jdk.crypto.ec", e);
    }

    private static byte[] basePoint() {
        byte[] nine = new byte[KEY_BYTES];
        nine[0] = 9;
        return nine;
    }
}
