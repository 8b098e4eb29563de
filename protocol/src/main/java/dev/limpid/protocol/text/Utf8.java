package dev.limpid.protocol.text;

/** The length of a string as UTF-8, without encoding it. */
public final class Utf8 {

    private Utf8() {}

    /** How many bytes {@code text} takes, or -1 if it holds half a surrogate pair and so has no encoding. */
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
}
