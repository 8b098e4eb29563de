package dev.limpid.protocol.oblivious;

import dev.limpid.protocol.hpke.Aead;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import java.util.List;

/** A gateway's private key. Immutable; its text does not contain the key. */
public final class GatewayKey {

    private final HpkeKeyPair pair;
    private final KeyConfig config;

    /**
     * A key for AES-128-GCM and ChaCha20-Poly1305.
     *
     * @param id 0 to 255, different for each key of a gateway
     */
    public GatewayKey(int id, HpkeKeyPair pair) {
        this(id, pair, List.of(Aead.AES_128_GCM, Aead.CHACHA20_POLY1305));
    }

    GatewayKey(int id, HpkeKeyPair pair, List<Aead> aeads) {
        if (id < 0 || id > 0xff) {
            throw new IllegalArgumentException("the key's number is " + id + ", expected 0 to 255");
        }
        this.pair = pair;
        this.config = new KeyConfig(id, pair.publicKey(), aeads);
    }

    HpkeKeyPair pair() {
        return pair;
    }

    /** The number by which messages refer to the key. */
    public int id() {
        return config.id();
    }

    /** The public key and its parameters, which clients need. */
    public KeyConfig config() {
        return config;
    }

    @Override
    public String toString() {
        return "GatewayKey " + config.id();
    }
}
