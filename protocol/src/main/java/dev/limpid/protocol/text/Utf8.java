package dev.limpid.protocol.text;

/** UTF-8 (RFC 3629): the length of texts in bytes, and a check of bytes. */
public final class Utf8 {

    private Utf8() {}

    /** How many bytes {@code text} takes, or -1 if it contains half a surrogate pair and so has no encoding. */
    public static int length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                if (c < 0x800) {
                    bytes += 1;
                } else if (!Character.isSurrogate(c)) {
                    bytes += 2;
                } else if (Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    // Two chars, four bytes.
                    bytes += 2;
                    i++;
                } else {
                    return -1;
                }
            }
        }
        return bytes;
    }

    /**
     * The index at which bytes stop being UTF-8, or -1 if all of them are. Overlong forms, halves of surrogate pairs,
     * characters beyond U+10FFFF and incomplete characters are not UTF-8 (RFC 3629, section 4), though many readers
     * accept them.
     */
    public static int firstMalformed(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = bytes[at] >= 0 ? 1 : sequence(bytes, at);
            if (length == 0) {
                return at;
            }
            at += length;
        }
        return -1;
    }

    /** How many bytes the character that begins here takes, or 0 if there is none. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xff;
        int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length == 0 || length > bytes.length - at) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((bytes[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xff;
        boolean wrong = (first == 0xe0 && second < 0xa0)
                || (first == 0xed && second > 0x9f)
                || (first == 0xf0 && second < 0x90)
                || (first == 0xf4 && second > 0x8f);
        return wrong ? 0 : length;
    }
}
