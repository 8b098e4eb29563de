package dev.limpid.counter.home;

import java.util.Locale;

/** File names that every file system accepts, including Windows, case-insensitive and old ones. */
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
            // A leading dot would hide the file; Windows drops a trailing one, and reserves the names of devices.
            boolean meansMore = (i == 0 && isDevice(name)) || (c == '.' && (i == 0 || i == name.length() - 1));
            if (isPlain(c) && !meansMore) {
                safe.append(c);
                continue;
            }
            escape(safe, "%", c);
            if (c > 0xff) {
                // Beyond Latin-1: the two high digits follow, marked, so that different names stay different.
                escape(safe, "%u", c >> 8);
            }
        }
        return safe.length() == 0 ? "%" : safe.toString();
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || PLAIN.indexOf(c) >= 0;
    }

    private static boolean isDevice(String name) {
        int dot = name.indexOf('.');
        String stem = dot < 0 ? name : name.substring(0, dot);
        return stem.length() >= 3 && DEVICES.contains(" " + stem.toLowerCase(Locale.ROOT) + " ");
    }

    private static void escape(StringBuilder out, String mark, int value) {
        out.append(mark).append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
    }
}
