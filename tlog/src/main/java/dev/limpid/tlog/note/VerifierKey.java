package dev.limpid.tlog.note;

import dev.limpid.tlog.Base64Text;
import dev.limpid.tlog.LogFormatException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A public key that verifies notes, written {@code name+hash+base64(type ‖ key)}.
 *
 * @param name the signer's name, such as {@code telemetry.example.org/config}
 * @param type what it signs
 * @param publicKey 32 bytes
 */
public record VerifierKey(String name, KeyType type, byte[] publicKey) {

    public VerifierKey {
        if (!KeyName.isValid(name) || publicKey.length != Ed25519.KEY_BYTES) {
            throw new IllegalArgumentException("a verifier key has the name \"" + name + "\" and " + publicKey.length
                    + " bytes, expected a name without space or +, and 32 bytes");
        }
        publicKey = publicKey.clone();
    }

    /** Reads what {@link #toString} wrote; the base64 part can contain {@code +}, too. */
    public static VerifierKey parse(String text) throws LogFormatException {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw malformed(text, "expected name+hash+key");
        }
        String name = KeyName.requireValid(parts[0]);
        byte[] key = Base64Text.decode(parts[2]);
        KeyType type = key.length == 0 ? null : typeOf(key[0]);
        if (type == null || key.length != 1 + Ed25519.KEY_BYTES) {
            throw malformed(text, "expected an Ed25519 key (type 1) or a cosignature key (type 4) of 32 bytes");
        }
        VerifierKey parsed = new VerifierKey(name, type, Arrays.copyOfRange(key, 1, key.length));
        if (!KeyName.hex(parsed.id()).equals(parts[1])) {
            throw malformed(text, "its hash is " + parts[1] + ", expected " + KeyName.hex(parsed.id()));
        }
        return parsed;
    }

    private static @Nullable KeyType typeOf(byte code) {
        for (KeyType type : KeyType.values()) {
            if (type.code() == code) {
                return type;
            }
        }
        return null;
    }

    private static LogFormatException malformed(String text, String why) {
        return new LogFormatException("\"" + text + "\" is not a verifier key: " + why);
    }

    /** The identifier by which signature lines refer to this key. */
    public int id() {
        return KeyName.id(name, type, publicKey);
    }

    /** Whether a signature line claims to be by this key. */
    public boolean matches(NoteSignature signature) {
        return signature.keyId() == id() && signature.name().equals(name);
    }

    /** Whether a signature that claims to be by this key ({@link #matches}) is right. */
    public boolean verifies(String text, NoteSignature signature) {
        byte[] bytes = signature.bytes();
        if (type == KeyType.ED25519) {
            return Ed25519.verifies(publicKey, text.getBytes(StandardCharsets.UTF_8), bytes);
        }
        return bytes.length == Cosignature.BYTES
                && Ed25519.verifies(
                        publicKey,
                        Cosignature.message(Cosignature.seconds(bytes), text),
                        Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    }

    @Override
    public String toString() {
        byte[] key = new byte[1 + publicKey.length];
        key[0] = type.code();
        System.arraycopy(publicKey, 0, key, 1, publicKey.length);
        return name + "+" + KeyName.hex(id()) + "+" + Base64Text.encode(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(publicKey, that.publicKey);
    }

    @Override
    public int hashCode() {
        return id();
    }
}
