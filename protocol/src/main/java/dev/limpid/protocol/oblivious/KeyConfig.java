package dev.limpid.protocol.oblivious;

import dev.limpid.protocol.hpke.Aead;
import dev.limpid.protocol.hpke.HpkeContext;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A gateway's public key, as specified in RFC 9458, section 3.1. Immutable.
 *
 * <pre>
 *  +0  key identifier   1
 *  +1  KEM              2   0x0020, DHKEM(X25519, HKDF-SHA256)
 *  +3  public key      32
 * +35  length           2   of the pairs that follow, in bytes
 * +37  KDF, AEAD      2+2   each pair that the gateway accepts
 * </pre>
 */
public final class KeyConfig {

    private static final int PAIR_BYTES = 4;
    private static final int FIXED_BYTES = 1 + 2 + HpkeKeyPair.KEY_BYTES + 2;

    private final int id;
    private final byte[] publicKey;
    private final List<Aead> aeads;

    KeyConfig(int id, byte[] publicKey, List<Aead> aeads) {
        this.id = id;
        this.publicKey = publicKey.clone();
        this.aeads = List.copyOf(aeads);
    }

    /** The number by which messages refer to the key, 0 to 255. */
    public int id() {
        return id;
    }

    byte[] publicKey() {
        return publicKey.clone();
    }

    /** The ciphers that the gateway accepts, of those supported here; at least one. */
    public List<Aead> aeads() {
        return aeads;
    }

    /** The bytes. */
    public byte[] bytes() {
        ByteBuffer out = ByteBuffer.allocate(FIXED_BYTES + PAIR_BYTES * aeads.size());
        out.put((byte) id).putShort((short) HpkeContext.kem()).put(publicKey);
        out.putShort((short) (PAIR_BYTES * aeads.size()));
        for (Aead aead : aeads) {
            out.putShort((short) HpkeContext.kdf()).putShort((short) aead.id());
        }
        return out.array();
    }

    /** The bytes in Base64, as in a collection's configuration. */
    public String text() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /**
     * Reads one key configuration.
     *
     * @throws ObliviousException if it is malformed, or names only algorithms that are not supported here
     */
    public static KeyConfig read(byte[] bytes) throws ObliviousException {
        if (bytes.length < FIXED_BYTES + PAIR_BYTES) {
            throw malformed("is " + bytes.length + " bytes long", "at least " + (FIXED_BYTES + PAIR_BYTES));
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        int id = in.get() & 0xff;
        int kem = in.getShort() & 0xffff;
        if (kem != HpkeContext.kem()) {
            throw malformed("names the KEM " + kem, HpkeContext.kem() + ", X25519 with HKDF-SHA256");
        }
        byte[] key = new byte[HpkeKeyPair.KEY_BYTES];
        in.get(key);
        int length = in.getShort() & 0xffff;
        if (length == 0 || length % PAIR_BYTES != 0 || length != in.remaining()) {
            throw malformed("declares " + length + " bytes of algorithms", in.remaining() + ", a multiple of 4");
        }
        List<Aead> aeads = new ArrayList<>();
        while (in.hasRemaining()) {
            int kdf = in.getShort() & 0xffff;
            Optional<Aead> aead = Aead.ofId(in.getShort() & 0xffff);
            if (kdf == HpkeContext.kdf() && aead.isPresent()) {
                aeads.add(aead.get());
            }
        }
        if (aeads.isEmpty()) {
            throw malformed("names no supported pair of algorithms", "HKDF-SHA256 with AES-128-GCM");
        }
        return new KeyConfig(id, key, aeads);
    }

    /**
     * Reads what {@link #text} returns, and refuses any other form.
     *
     * @throws ObliviousException if it is not such a text
     */
    public static KeyConfig parse(String text) throws ObliviousException {
        KeyConfig key;
        try {
            key = read(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw new ObliviousException("the key configuration is not Base64", e);
        }
        if (!key.text().equals(text)) {
            throw malformed("is not in canonical form", "X25519 and only supported ciphers");
        }
        return key;
    }

    private static ObliviousException malformed(String does, String expected) {
        return new ObliviousException("the key configuration " + does + ", expected " + expected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyConfig that
                && id == that.id
                && Arrays.equals(publicKey, that.publicKey)
                && aeads.equals(that.aeads);
    }

    @Override
    public int hashCode() {
        return 31 * id + Arrays.hashCode(publicKey);
    }

    /** The text of {@link #text}. */
    @Override
    public String toString() {
        return text();
    }
}
