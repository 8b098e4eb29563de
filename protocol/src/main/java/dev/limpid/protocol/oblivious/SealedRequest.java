package dev.limpid.protocol.oblivious;

import dev.limpid.protocol.hpke.Aead;
import dev.limpid.protocol.hpke.HpkeContext;
import dev.limpid.protocol.hpke.HpkeException;
import dev.limpid.protocol.hpke.HpkeKeyPair;
import java.nio.ByteBuffer;
import java.util.random.RandomGenerator;

/** The client's end: a request sealed to a gateway, which also opens the response to it. For one thread at a time. */
public final class SealedRequest {

    private final HpkeContext context;
    private final byte[] ephemeral;
    private final Aead aead;
    private final byte[] message;

    private SealedRequest(HpkeContext context, byte[] ephemeral, Aead aead, byte[] message) {
        this.context = context;
        this.ephemeral = ephemeral;
        this.aead = aead;
        this.message = message;
    }

    /**
     * Seals a request with the first cipher that the key's configuration names.
     *
     * @param request a binary HTTP message, padded
     * @param random a secure source; each request has its own key, so a request that is sealed twice gives unrelated
     *     messages
     * @throws ObliviousException if the configuration's public key is not valid
     */
    public static SealedRequest of(KeyConfig key, byte[] request, RandomGenerator random) throws ObliviousException {
        return of(key, request, HpkeKeyPair.generate(random));
    }

    static SealedRequest of(KeyConfig key, byte[] request, HpkeKeyPair ephemeral) throws ObliviousException {
        Aead aead = key.aeads().get(0);
        byte[] header = Envelope.header(key.id(), aead);
        try {
            HpkeContext context = HpkeContext.sender(ephemeral, key.publicKey(), Envelope.info(header), aead);
            byte[] sealed = context.seal(new byte[0], request);
            byte[] message = ByteBuffer.allocate(Envelope.SEALED + sealed.length)
                    .put(header)
                    .put(ephemeral.publicKey())
                    .put(sealed)
                    .array();
            return new SealedRequest(context, ephemeral.publicKey(), aead, message);
        } catch (HpkeException e) {
            throw new ObliviousException("no request can be sealed to this key: " + e.getMessage(), e);
        }
    }

    /** The message to send as {@link MediaTypes#REQUEST}. */
    public byte[] message() {
        return message.clone();
    }

    /**
     * The response, a binary HTTP message.
     *
     * @throws ObliviousException if it is not the gateway's response to this request
     */
    public byte[] open(byte[] response) throws ObliviousException {
        return Envelope.openResponse(context, ephemeral, aead, response);
    }
}
