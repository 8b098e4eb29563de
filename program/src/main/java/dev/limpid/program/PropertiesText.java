package dev.limpid.program;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.SortedMap;

/** Properties as {@link java.util.Properties} reads them, without the date that it writes: builds are repeatable. */
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
