package dev.limpid.protocol.text;

/**
 * Defines which characters people can see, so that a text shows everything that it contains. Foreign names may contain
 * no others; in displayed texts a replacement character takes the place of each other one.
 */
public final class VisibleCharacters {

    private static final int REPLACEMENT = 0xfffd;

    private VisibleCharacters() {}

    /**
     * Whether a name may contain this character: an assigned character that is visible by itself. No white space, no
     * control or format character (such as those that change the direction of writing), no private-use character, and
     * none of the letters, marks and signs that are drawn as nothing.
     */
    public static boolean isAllowedInName(int c) {
        return isAllowedInText(c) && c > ' ' && Character.getType(c) != Character.SPACE_SEPARATOR && !isVariation(c);
    }

    /**
     * Whether a line of text may show this character unchanged: what a name may contain, spaces, and variation
     * selectors.
     */
    public static boolean isAllowedInText(int c) {
        if (c < 0x7f) {
            return c >= ' ';
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> !isBlank(c);
        };
    }

    /** The text with a replacement character for each character that may not be shown; tabs and line ends stay. */
    public static String text(String text) {
        int i = 0;
        while (i < text.length() && isPlain(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length()).append(text, 0, i);
        while (i < text.length()) {
            int c = text.codePointAt(i);
            shown.appendCodePoint(isAllowedInText(c) || isLayout(c) ? c : REPLACEMENT);
            i += Character.charCount(c);
        }
        return shown.toString();
    }

    private static boolean isPlain(char c) {
        return c < 0x7f && (c >= ' ' || isLayout(c));
    }

    private static boolean isLayout(int c) {
        return c == '\n' || c == '\t' || c == '\r';
    }

    /** Selects a variant of the character before it, as in most emoji. */
    private static boolean isVariation(int c) {
        return (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    }

    /**
     * Letters, marks and signs that are drawn as nothing: Default_Ignorable_Code_Point of the Unicode Character
     * Database (DerivedCoreProperties.txt) as far as no category covers them, and the braille pattern without dots.
     */
    private static boolean isBlank(int c) {
        return c == 0x034f
                || c == 0x115f
                || c == 0x1160
                || c == 0x17b4
                || c == 0x17b5
                || (c >= 0x180b && c <= 0x180f)
                || c == 0x2800
                || c == 0x3164
                || c == 0xffa0;
    }
}
