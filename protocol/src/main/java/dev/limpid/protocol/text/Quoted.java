package dev.limpid.protocol.text;

/** A name from elsewhere, fit for a message: in quotes, on one line, without control characters, cut when long. */
public final class Quoted {

    private static final int LONGEST = 120;

    private Quoted() {}

    /** {@code "name"}, with whatever is no plain visible character written as an escape. */
    public static String of(String name) {
        StringBuilder quoted = new StringBuilder(name.length() + 2).append('"');
        int end = Math.min(name.length(), LONGEST);
        for (int i = 0; i < end; ) {
            int c = name.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '"', '\\' -> quoted.append('\\').appendCodePoint(c);
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (isVisible(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
                    }
                }
            }
        }
        return quoted.append(end < name.length() ? "…\"" : "\"").toString();
    }

    /** Marks that turn the direction of writing are invisible too, and change what a reader takes the rest for. */
    private static boolean isVisible(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
