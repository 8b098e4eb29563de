package dev.limpid.protocol.oblivious;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.limpid.protocol.hpke.Aead;
import dev.limpid.protocol.hpke.Hkdf;
import dev.limpid.protocol.hpke.HpkeContext;
import dev.limpid.protocol.hpke.HpkeException;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The layout of a sealed request, and the sealing of its response: RFC 9458, sections 4.3 and 4.4.
 *
 * <pre>
 * request                               response
 *  +0  key identifier   1                +0  nonce       the longer of the cipher's key and nonce
 *  +1  KEM              2                    sealed response
 *  +3  KDF              2
 *  +5  AEAD             2
 *  +7  ephemeral key   32
 * +39  sealed request
 * </pre>
 */
final class Envelope {

    static final int HEADER_BYTES = 7;
    static final int SEALED = HEADER_BYTES + HpkeKeyPair.KEY_BYTES;

    private static final byte[] REQUEST = "message/bhttp request".getBytes(US_ASCII);
    private static final byte[] RESPONSE = "message/bhttp response".getBytes(US_ASCII);
    private static final byte[] KEY = "key".getBytes(US_ASCII);
    private static final byte[] NONCE = "nonce".getBytes(US_ASCII);
    private static final byte[] NOTHING = {};

    private Envelope() {}

    static byte[] header(int keyId, Aead aead) {
        return ByteBuffer.allocate(HEADER_BYTES)
                .put((byte) keyId)
                .putShort((short) HpkeContext.kem())
                .putShort((short) HpkeContext.kdf())
                .putShort((short) aead.id())
                .array();
    }

    /** Binds the sealed request to the algorithms that its header names. */
    static byte[] info(byte[] header) {
        return ByteBuffer.allocate(REQUEST.length + 1 + HEADER_BYTES)
                .put(REQUEST)
                .put((byte) 0)
                .put(header, 0, HEADER_BYTES)
                .array();
    }

    static int responseNonceBytes(Aead aead) {
        return Math.max(aead.keyBytes(), Aead.NONCE_BYTES);
    }

    static byte[] sealResponse(HpkeContext context, byte[] ephemeral, Aead aead, byte[] nonce, byte[] response) {
        byte[] sealed = new Keys(context, ephemeral, aead, nonce).seal(response);
        return ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
    }

    static byte[] openResponse(HpkeContext context, byte[] ephemeral, Aead aead, byte[] message)
            throws ObliviousException {
        int length = responseNonceBytes(aead);
        if (message.length < length + Aead.TAG_BYTES) {
            throw new ObliviousException("the sealed response is " + message.length + " bytes long, expected at least "
                    + (length + Aead.TAG_BYTES));
        }
        byte[] nonce = Arrays.copyOf(message, length);
        try {
            return new Keys(context, ephemeral, aead, nonce).open(Arrays.copyOfRange(message, length, message.length));
        } catch (HpkeException e) {
            throw new ObliviousException("the response does not belong to this request: " + e.getMessage(), e);
        }
    }

    /** The key and nonce of one response. */
    private static final class Keys {
        private final Aead aead;
        private final byte[] key;
        private final byte[] nonce;

        Keys(HpkeContext context, byte[] ephemeral, Aead aead, byte[] responseNonce) {
            byte[] secret = context.export(RESPONSE, responseNonceBytes(aead));
            byte[] salt = ByteBuffer.allocate(ephemeral.length + responseNonce.length)
                    .put(ephemeral)
                    .put(responseNonce)
                    .array();
            byte[] both = Hkdf.extract(salt, secret);
            this.aead = aead;
            this.key = Hkdf.expand(both, aead.keyBytes(), KEY);
            this.nonce = Hkdf.expand(both, Aead.NONCE_BYTES, NONCE);
        }

        byte[] seal(byte[] plain) {
            return aead.seal(key, nonce, NOTHING, plain);
        }

        byte[] open(byte[] sealed) throws HpkeException {
            return aead.open(key, nonce, NOTHING, sealed);
        }
    }
}
