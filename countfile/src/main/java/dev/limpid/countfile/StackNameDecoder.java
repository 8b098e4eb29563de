package dev.limpid.countfile;

/**
 * Ditto marks in the names of stack counters: a class that is the same as in the frame before is written as {@code "}.
 */
final class StackNameDecoder {
    private StackNameDecoder() {}

    /** The name with every ditto mark replaced by its class; other names are returned unchanged. */
    static String decode(String name) {
        if (name.indexOf('\n') < 0) {
            return name;
        }
        StringBuilder decoded = new StringBuilder(name.length() + 64);
        String owner = "";
        int start = 0;
        while (start <= name.length()) {
            int end = name.indexOf('\n', start);
            String line = name.substring(start, end < 0 ? name.length() : end);
            int dot = ownerEnd(line);
            if (dot == 1 && line.charAt(0) == '"') {
                line = owner + line.substring(1);
            } else if (dot >= 0) {
                owner = line.substring(0, dot);
            }
            decoded.append(start == 0 ? "" : "\n").append(line);
            start = end < 0 ? name.length() + 1 : end + 1;
        }
        return decoded.toString();
    }

    /**
     * Where the class ends in {@code class.method:line}, or -1: at the last dot, since neither method nor line contains
     * one.
     */
    private static int ownerEnd(String line) {
        return line.lastIndexOf('.');
    }
}
