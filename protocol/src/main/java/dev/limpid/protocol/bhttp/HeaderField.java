package dev.limpid.protocol.bhttp;

import java.util.List;
import java.util.Optional;

/**
 * A header field or a trailer.
 *
 * @param name in lower case
 * @param value without surrounding blanks; each character stands for one byte
 */
public record HeaderField(String name, String value) {

    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    public HeaderField {
        Optional<String> wrong = problem(name, value);
        if (wrong.isPresent()) {
            throw new IllegalArgumentException(wrong.get());
        }
    }

    /** The value of the first field of this name, if there is one. */
    public static Optional<String> first(List<HeaderField> fields, String name) {
        return fields.stream()
                .filter(field -> field.name().equals(name))
                .map(HeaderField::value)
                .findFirst();
    }

    /** What is invalid by section 3.6 of RFC 9292, which refers to section 8.2.1 of RFC 9113. */
    static Optional<String> problem(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(HeaderField::isOfName)) {
            return Optional.of("a field's name has characters other than lower-case letters, digits and"
                    + " the marks of a token");
        }
        boolean plain = value.chars().allMatch(c -> c != 0 && c != '\r' && c != '\n' && c <= 0xff);
        if (!plain) {
            return Optional.of("the value of the field " + name
                    + " contains a line end, a zero byte, or a character above U+00FF");
        }
        return value.isEmpty() || !(isBlank(value.charAt(0)) || isBlank(value.charAt(value.length() - 1)))
                ? Optional.empty()
                : Optional.of("the value of the field " + name + " begins or ends with a blank");
    }

    static boolean isTokenChar(int c) {
        return (c >= 'A' && c <= 'Z') || isOfName(c);
    }

    private static boolean isOfName(int c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c > 0 && TOKEN_MARKS.indexOf(c) >= 0);
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }
}
