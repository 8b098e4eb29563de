package dev.limpid.protocol.text;

/** Makes a foreign name safe for a message: in quotes, on one line, without control characters, truncated if long. */
public final class Quoted {

    private static final int LONGEST = 120;

    private Quoted() {}

    /** {@code "name"}, with escapes for characters that are not visible. */
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
                    if (VisibleCharacters.isAllowedInText(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append("\\u{").append(Integer.toHexString(c)).append('}');
                    }
                }
            }
        }
        return quoted.append(end < name.length() ? "…\"" : "\"").toString();
    }
}
