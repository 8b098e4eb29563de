package dev.limpid.counter;

import dev.limpid.counter.file.CountFormat;
import java.nio.charset.StandardCharsets;

/** What may be a counter's name; the rules of golang.org/x/telemetry's documentation. */
final class CounterName {
    private CounterName() {}

    /**
     * Whether events may be counted under this name. Of a stack's name ({@code prefix\nframe\nframe…}) the prefix is
     * held to the rules; the frames are made here.
     */
    static boolean isGood(String name) {
        int end = name.indexOf('\n');
        return isPlain(name, end < 0 ? name.length() : end) && fits(name);
    }

    /** What is wrong with the name, as the end of a sentence. */
    static String expected() {
        return "1 to " + CountFormat.MAX_NAME
                + " bytes without white space or control characters, with at most one colon";
    }

    private static boolean isPlain(String name, int end) {
        int colons = 0;
        for (int i = 0; i < end; i++) {
            char c = name.charAt(i);
            if (c <= ' ' || (c >= 0x7f && isWhiteOrControl(c))) {
                return false;
            }
            if (c == ':' && ++colons > 1) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isWhiteOrControl(char c) {
        return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private static boolean fits(String name) {
        // A char is at most three bytes: most names need no encoding to be known short enough.
        return name.length() * 3 <= CountFormat.MAX_NAME
                || name.getBytes(StandardCharsets.UTF_8).length <= CountFormat.MAX_NAME;
    }
}
