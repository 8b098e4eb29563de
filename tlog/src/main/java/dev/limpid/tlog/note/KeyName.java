package dev.limpid.tlog.note;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.Sha256;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The rules for names and identifiers of keys (C2SP signed-note). */
final class KeyName {

    private KeyName() {}

    /**
     * Whether the name is not empty and contains neither {@code +} nor a Unicode space (there are more than {@link
     * Character#isWhitespace} knows).
     */
    static boolean isValid(String name) {
        if (name.isEmpty()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '+' || c < 0x20 || isUnicodeSpace(c)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnicodeSpace(char c) {
        return c == ' ' || c == 0x85 || Character.isSpaceChar(c) || Character.isWhitespace(c);
    }

    static String requireValid(String name) throws LogFormatException {
        if (!isValid(name)) {
            throw new LogFormatException("\"" + name + "\" is not a key name: it is empty or contains a space or +");
        }
        return name;
    }

    /** The first four bytes of SHA-256(name ‖ 0x0A ‖ type ‖ public key). */
    static int id(String name, KeyType type, byte[] publicKey) {
        MessageDigest digest = Sha256.digest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update(type.code());
        byte[] hash = digest.digest(publicKey);
        return (hash[0] & 0xff) << 24 | (hash[1] & 0xff) << 16 | (hash[2] & 0xff) << 8 | (hash[3] & 0xff);
    }

    /** A key identifier as eight hexadecimal digits. */
    static String hex(int id) {
        StringBuilder hex = new StringBuilder(8);
        for (int shift = 28; shift >= 0; shift -= 4) {
            hex.append(Character.forDigit(id >>> shift & 0xf, 16));
        }
        return hex.toString();
    }
}
