package dev.limpid.protocol.text;

/**
 * Texts as fields of a CSV file (RFC 4180). Spreadsheets run a field that begins like a formula, quoted or not; such a
 * field gets an apostrophe in front, which they take for "this is text". So does one that begins with an apostrophe:
 * whoever takes one apostrophe away from each field that has it in front has the text as it was.
 */
public final class Csv {

    /** What a formula begins with, the wide forms of East Asia among them, and what spreadsheets skip before it. */
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
