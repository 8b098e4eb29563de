package dev.limpid.protocol.config;

import dev.limpid.protocol.text.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits a chart config into records of fields. A {@code #} at the start of a line or after white space begins a
 * comment; a line of {@code ---} ends a record; a value that opens a brace continues until the brace closes.
 *
 * <p>For one thread at a time.
 */
final class FieldScanner {

    private final String file;
    private final String[] lines;
    private final List<Problem> problems;
    private int line;

    FieldScanner(String file, String text, List<Problem> problems) {
        this.file = file;
        // Some editors begin a text with a byte order mark.
        this.lines = (text.startsWith("\ufeff") ? text.substring(1) : text).split("\r\n|\n|\r", -1);
        this.problems = problems;
    }

    /** The records that have at least one field. */
    List<List<ConfigField>> records() {
        List<List<ConfigField>> records = new ArrayList<>();
        List<ConfigField> record = new ArrayList<>();
        requireText();
        for (line = 0; line < lines.length; line++) {
            String text = withoutComment(lines[line]);
            if (text.strip().equals("---")) {
                records.add(record);
                record = new ArrayList<>();
            } else if (!text.isBlank()) {
                field(text, record);
            }
        }
        records.add(record);
        records.removeIf(List::isEmpty);
        return records;
    }

    /**
     * Reports control characters: titles are shown in terminals, where a control sequence could overwrite the question
     * around them.
     */
    private void requireText() {
        for (int i = 0; i < lines.length; i++) {
            for (int column = 0; column < lines[i].length(); column++) {
                char c = lines[i].charAt(column);
                if (Character.isISOControl(c) && c != '\t') {
                    problem(i, column, String.format("found control character U+%04X, expected text", (int) c));
                }
            }
        }
    }

    private void field(String text, List<ConfigField> record) {
        int keyAt = indexOfVisible(text, 0);
        int colon = text.indexOf(':');
        String key = colon < 0
                ? text.strip()
                : text.substring(keyAt, Math.max(keyAt, colon)).strip();
        if (colon < 0 || !isKey(key)) {
            problem(line, keyAt, "found \"" + shortened(text.strip()) + "\", expected a line \"key: value\"");
            return;
        }
        int keyLine = line;
        int valueAt = indexOfVisible(text, colon + 1);
        String value = text.substring(valueAt).strip();
        if (value.indexOf('{') >= 0 && value.indexOf('}') < 0) {
            value = untilBraceCloses(value, keyLine, text.indexOf('{', valueAt));
        }
        record.add(new ConfigField(key, value, keyLine + 1, keyAt + 1, keyLine + 1, valueAt + 1));
    }

    /** Joins the lines of a list of buckets. */
    private String untilBraceCloses(String start, int openLine, int openColumn) {
        StringBuilder value = new StringBuilder(start);
        while (line + 1 < lines.length) {
            String next = withoutComment(lines[line + 1]).strip();
            if (next.equals("---")) {
                break;
            }
            line++;
            value.append(next);
            if (next.indexOf('}') >= 0) {
                return value.toString();
            }
        }
        problem(openLine, openColumn, "found a { that is never closed, expected a } after the buckets");
        return value.append('}').toString();
    }

    private static String withoutComment(String text) {
        for (int i = text.indexOf('#'); i >= 0; i = text.indexOf('#', i + 1)) {
            if (i == 0 || Character.isWhitespace(text.charAt(i - 1))) {
                return text.substring(0, i);
            }
        }
        return text;
    }

    private static int indexOfVisible(String text, int from) {
        int i = from;
        while (i < text.length() && Character.isWhitespace(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isKey(String key) {
        return !key.isEmpty()
                && key.chars().allMatch(c -> (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-');
    }

    static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private void problem(int line, int column, String message) {
        problems.add(new Problem(file, line + 1, column + 1, message));
    }
}
