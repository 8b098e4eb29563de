package dev.limpid.protocol.text;

/**
 * An error in a text, and its place.
 *
 * @param file the text's name
 * @param line from 1
 * @param column from 1, in UTF-16 code units
 * @param message what was found and what was expected
 */
public record Problem(String file, int line, int column, String message) {

    /** {@code file:line:column: message}, as compilers write it and editors read it. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
