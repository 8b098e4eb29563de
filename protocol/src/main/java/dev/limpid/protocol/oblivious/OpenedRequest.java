package dev.limpid.protocol.oblivious;

import dev.limpid.protocol.hpke.Aead;
import dev.limpid.protocol.hpke.HpkeContext;
import dev.limpid.protocol.hpke.HpkeException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/** The gateway's end: an opened request, which also seals the response to it. For one thread at a time. */
public final class OpenedRequest {

    private final HpkeContext context;
    private final byte[] ephemeral;
    private final Aead aead;
    private final byte[] request;

    private OpenedRequest(HpkeContext context, byte[] ephemeral, Aead aead, byte[] request) {
        this.context = context;
        this.ephemeral = ephemeral;
        this.aead = aead;
        this.request = request;
    }

    /**
     * Opens a request.
     *
     * @param keys the gateway's keys by their number; empty for an unknown number
     * @throws UnknownKeyException if it was not sealed to one of these keys
     * @throws ObliviousException if it is not a sealed request
     */
    public static OpenedRequest of(byte[] message, IntFunction<Optional<GatewayKey>> keys) throws ObliviousException {
        if (message.length < Envelope.SEALED + Aead.TAG_BYTES) {
            throw new ObliviousException("the sealed request is " + message.length + " bytes long, expected at least "
                    + (Envelope.SEALED + Aead.TAG_BYTES));
        }
        ByteBuffer in = ByteBuffer.wrap(message);
        int id = in.get() & 0xff;
        GatewayKey key = keys.apply(id)
                .orElseThrow(() -> new UnknownKeyException(
                        "the request is sealed to the key " + id + ", expected a key that is in use"));
        int kem = in.getShort() & 0xffff;
        int kdf = in.getShort() & 0xffff;
        int cipher = in.getShort() & 0xffff;
        Optional<Aead> aead = Aead.ofId(cipher).filter(key.config().aeads()::contains);
        if (kem != HpkeContext.kem() || kdf != HpkeContext.kdf() || aead.isEmpty()) {
            throw new UnknownKeyException("the request is sealed with the algorithms " + kem + ", " + kdf + " and "
                    + cipher + ", expected algorithms with which the key " + id + " is published");
        }
        byte[] ephemeral = Arrays.copyOfRange(message, Envelope.HEADER_BYTES, Envelope.SEALED);
        try {
            HpkeContext context = HpkeContext.receiver(key.pair(), ephemeral, Envelope.info(message), aead.get());
            byte[] request = context.open(new byte[0], Arrays.copyOfRange(message, Envelope.SEALED, message.length));
            return new OpenedRequest(context, ephemeral, aead.get(), request);
        } catch (HpkeException e) {
            throw new UnknownKeyException("the request is not sealed to the key " + id + ": " + e.getMessage(), e);
        }
    }

    /** The request, a binary HTTP message. */
    public byte[] request() {
        return request.clone();
    }

    /** The public key that the sender made for this request alone. Two honest requests never share one. */
    public byte[] ephemeralKey() {
        return ephemeral.clone();
    }

    /**
     * Seals the response, which is sent as {@link MediaTypes#RESPONSE}.
     *
     * @param response a binary HTTP message, padded
     * @param random a secure source
     */
    public byte[] seal(byte[] response, RandomGenerator random) {
        byte[] nonce = new byte[Envelope.responseNonceBytes(aead)];
        random.nextBytes(nonce);
        return seal(response, nonce);
    }

    byte[] seal(byte[] response, byte[] nonce) {
        return Envelope.sealResponse(context, ephemeral, aead, nonce, response);
    }
}
