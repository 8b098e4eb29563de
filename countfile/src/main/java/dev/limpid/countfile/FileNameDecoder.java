package dev.limpid.countfile;

import dev.limpid.counter.home.FileNames;

/** Converts file names back to the names that they were made from. */
public final class FileNameDecoder {
    private FileNameDecoder() {}

    /**
     * The name from which {@link FileNames#safe} made this file name; the file name itself if it cannot have made it.
     */
    public static String of(String safe) {
        StringBuilder name = new StringBuilder(safe.length());
        for (int i = 0; i < safe.length(); i++) {
            if (safe.charAt(i) != '%') {
                name.append(safe.charAt(i));
                continue;
            }
            int value = byteAt(safe, i + 1);
            i += 2;
            if (value >= 0 && safe.startsWith("%u", i + 1)) {
                int high = byteAt(safe, i + 3);
                value = high < 0 ? -1 : high << 8 | value;
                i += 4;
            }
            if (value < 0) {
                return safe;
            }
            name.append((char) value);
        }
        return name.length() > 0 && FileNames.safe(name.toString()).equals(safe) ? name.toString() : safe;
    }

    private static int byteAt(String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 1), 16);
        return low < 0 ? -1 : high << 4 | low;
    }
}
