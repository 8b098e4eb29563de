package dev.limpid.protocol.text;

/**
 * Texts as fields of a CSV file (RFC 4180). Spreadsheets run a field that begins like a formula, quoted or not; such a
 * field gets a leading apostrophe, which marks it as text. So does a field that begins with an apostrophe: removing one
 * leading apostrophe from each field restores the text.
 */
public final class Csv {

    /**
     * The characters that begin a formula, including the full-width forms, and those that spreadsheets skip before it.
     */
    private static final String BEGINNINGS = "=+-@'\t\r\n\uff1d\uff0b\uff0d\uff20";

    private Csv() {}

    /** The text as a field, in quotes where it needs them. */
    public static String field(String text) {
        boolean formula = !text.isEmpty() && BEGINNINGS.indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean plain = safe.chars().noneMatch(c -> c == ',' || c == ';' || c == '"' || c == '\n' || c == '\r');
        return plain ? safe : '"' + safe.replace("\"", "\"\"") + '"';
    }
}
