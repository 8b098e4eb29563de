package dev.limpid.counter.home;

/** File names that every file system takes: Windows, case-insensitive and old ones included. */
public final class FileNames {
    private static final String PLAIN = "._-+@=,";
    private static final String DEVICES = " con prn aux nul com0 com1 com2 com3 com4 com5 com6 com7 com8 com9"
            + " lpt0 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9 ";

    private FileNames() {}

    /**
     * The name with every other character than ASCII letters, digits and {@code ._-+@=,} written as {@code %} and hex
     * digits. Different names stay different, except where the file system itself ignores case.
     */
    public static String safe(String name) {
        StringBuilder safe = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            // A leading dot would hide the file, a trailing one is dropped by Windows.
            boolean dotAtEnd = c == '.' && (i == 0 || i == name.length() - 1);
            if (isPlain(c) && !dotAtEnd) {
                safe.append(c);
            } else {
                escape(safe, c);
            }
        }
        if (isDevice(name)) {
            return escapedFirst(name);
        }
        return safe.length() == 0 ? "%" : safe.toString();
    }

    /** The name that {@link #safe} made this file name of; the file name itself if it made none like it. */
    public static String original(String safe) {
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
        return name.length() > 0 && safe(name.toString()).equals(safe) ? name.toString() : safe;
    }

    private static int byteAt(String text, int at) {
        int high = at + 1 < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        int low = high < 0 ? -1 : Character.digit(text.charAt(at + 1), 16);
        return low < 0 ? -1 : high << 4 | low;
    }

    private static String escapedFirst(String name) {
        StringBuilder first = new StringBuilder();
        escape(first, name.charAt(0));
        return first.append(safe("x" + name.substring(1)).substring(1)).toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return stem.length() >= 3 && stem.length() <= 4 && DEVICES.indexOf(" " + lower(stem) + " ") >= 0;
    }

    private static String lower(String text) {
        StringBuilder lower = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            lower.append(c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
        }
        return lower.toString();
    }

    private static void escape(StringBuilder out, char c) {
        out.append('%').append(hex(c >> 4)).append(hex(c));
        if (c > 0xff) {
            // Beyond Latin-1: the two high digits follow, marked, so that no two names meet.
            out.append('%').append('u').append(hex(c >> 12)).append(hex(c >> 8));
        }
    }

    private static char hex(int value) {
        return "0123456789abcdef".charAt(value & 15);
    }
}
