package dev.limpid.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.SortedMap;

/**
 * Writes properties in the form of {@link java.util.Properties}, but without a date, so that builds are reproducible.
 */
final class PropertiesText {

    private PropertiesText() {}

    static byte[] of(SortedMap<String, String> properties) {
        StringBuilder text = new StringBuilder();
        properties.forEach((key, value) ->
                text.append(key).append('=').append(escaped(value)).append('\n'));
        return text.toString().getBytes(ISO_8859_1);
    }

    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> escaped.append("\\\\");
                case '\n' -> escaped.append("\\n");
                case '\r' -> escaped.append("\\r");
                case '\t' -> escaped.append("\\t");
                case ' ' -> escaped.append(i == 0 ? "\\ " : " ");
                default -> {
                    if (c < ' ' || c > '~') {
                        escaped.append("\\u").append(String.format("%04x", (int) c));
                    } else {
                        escaped.append(c);
                    }
                }
            }
        }
        return escaped.toString();
    }
}
