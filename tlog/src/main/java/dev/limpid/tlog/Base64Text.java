package dev.limpid.tlog;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/**
 * Base64 with one spelling for each byte string. The JDK's decoder also accepts missing padding and stray tail bits,
 * which would give one signature or hash many spellings.
 */
public final class Base64Text {

    private Base64Text() {}

    public static String encode(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** @throws LogFormatException if the text is not what {@link #encode} gives for some bytes */
    public static byte[] decode(String text) throws LogFormatException {
        byte[] decoded;
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        try {
            decoded = Base64.getDecoder().decode(encoded);
        } catch (IllegalArgumentException e) {
            throw new LogFormatException("not base64: " + quote(text));
        }
        if (!Arrays.equals(Base64.getEncoder().encode(decoded), encoded)) {
            throw new LogFormatException("base64 is not in its canonical spelling: " + quote(text));
        }
        return decoded;
    }

    private static String quote(String text) {
        return '"' + (text.length() > 100 ? text.substring(0, 100) + "…" : text) + '"';
    }
}
