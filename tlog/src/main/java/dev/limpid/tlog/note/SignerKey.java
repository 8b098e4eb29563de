package dev.limpid.tlog.note;

import dev.limpid.tlog.Base64Text;
import dev.limpid.tlog.LogFormatException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;

/**
 * A private key that signs notes, written {@code PRIVATE+KEY+name+hash+base64(type ‖ seed)}. {@code toString} does not
 * reveal the key; only {@link #secretText} does.
 */
public final class SignerKey {

    private static final String MARK = "PRIVATE+KEY+";

    private final VerifierKey verifierKey;
    private final byte[] seed;

    private SignerKey(String name, KeyType type, byte[] seed) {
        this.seed = seed;
        this.verifierKey = new VerifierKey(name, type, Ed25519.publicKey(seed));
    }

    /** A new key. */
    public static SignerKey generate(String name, KeyType type, SecureRandom random) {
        byte[] seed = new byte[Ed25519.KEY_BYTES];
        random.nextBytes(seed);
        return new SignerKey(name, type, seed);
    }

    /** Reads what {@link #secretText} wrote. Exception messages never contain the key. */
    public static SignerKey parse(String text) throws LogFormatException {
        if (!text.startsWith(MARK)) {
            throw new LogFormatException("a signer key begins with " + MARK);
        }
        String[] parts = text.substring(MARK.length()).split("\\+", 3);
        if (parts.length != 3) {
            throw new LogFormatException("a signer key has the form " + MARK + "name+hash+key");
        }
        byte[] key = Base64Text.decode(parts[2]);
        if (key.length != 1 + Ed25519.KEY_BYTES) {
            throw new LogFormatException("a signer key has " + key.length + " bytes, expected 33");
        }
        for (KeyType type : KeyType.values()) {
            if (type.code() == key[0]) {
                SignerKey signer =
                        new SignerKey(KeyName.requireValid(parts[0]), type, Arrays.copyOfRange(key, 1, key.length));
                if (!KeyName.hex(signer.verifierKey.id()).equals(parts[1])) {
                    throw new LogFormatException("the hash of signer key " + parts[0] + " does not fit the key");
                }
                return signer;
            }
        }
        throw new LogFormatException("signer key " + parts[0] + " has type " + key[0] + ", expected 1 or 4");
    }

    public VerifierKey verifierKey() {
        return verifierKey;
    }

    /** The private key as text, for the file in which it is kept. */
    public String secretText() {
        byte[] key = new byte[1 + seed.length];
        key[0] = verifierKey.type().code();
        System.arraycopy(seed, 0, key, 1, seed.length);
        return MARK + verifierKey.name() + "+" + KeyName.hex(verifierKey.id()) + "+" + Base64Text.encode(key);
    }

    /** Signs a note's text, which ends in a line feed. Only for keys of type {@link KeyType#ED25519}. */
    public NoteSignature sign(String text) {
        if (verifierKey.type() != KeyType.ED25519) {
            throw new IllegalStateException(verifierKey.name() + " is a key for cosignatures, which include a time");
        }
        return signature(Ed25519.sign(seed, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Cosigns a checkpoint's text at a time. Only for keys of type {@link KeyType#COSIGNATURE}. */
    public NoteSignature cosign(String text, Instant time) {
        if (verifierKey.type() != KeyType.COSIGNATURE) {
            throw new IllegalStateException(verifierKey.name() + " is not a key for cosignatures");
        }
        long seconds = time.getEpochSecond();
        return signature(Cosignature.encode(seconds, Ed25519.sign(seed, Cosignature.message(seconds, text))));
    }

    private NoteSignature signature(byte[] bytes) {
        return new NoteSignature(verifierKey.name(), verifierKey.id(), bytes);
    }

    @Override
    public String toString() {
        return "signer key of " + verifierKey;
    }
}
