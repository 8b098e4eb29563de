package dev.limpid.countfile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The count files that golang.org/x/telemetry wrote, and what they contain. */
final class Vectors {
    static final String[] NAMES = {"small", "big", "stacks", "saturate", "empty"};

    private Vectors() {}

    static Path folder() {
        return Path.of(System.getProperty("limpid.root", ".."), "spec", "vectors", "count-files");
    }

    static Path file(String name) {
        return folder().resolve(name + ".v1.count");
    }

    static Expected expected(String name) throws IOException {
        return new Expected(Files.readString(folder().resolve(name + ".expected.json")));
    }

    /**
     * The two objects of an {@code .expected.json}: flat, from strings to strings and from strings to unsigned numbers.
     */
    static final class Expected {
        private final String json;
        private int at;

        Expected(String json) {
            this.json = json;
        }

        Map<String, String> meta() {
            return object("\"Meta\":");
        }

        Map<String, Long> counts() {
            Map<String, Long> counts = new TreeMap<>();
            object("\"Count\":").forEach((name, count) -> counts.put(name, Long.parseUnsignedLong(count)));
            return counts;
        }

        private Map<String, String> object(String key) {
            Map<String, String> object = new TreeMap<>();
            at = json.indexOf('{', json.indexOf(key)) + 1;
            while (next() != '}') {
                if (next() == ',') {
                    at++;
                    next();
                }
                String name = string();
                next();
                at++;
                object.put(name, next() == '"' ? string() : number());
            }
            return object;
        }

        private char next() {
            while (Character.isWhitespace(json.charAt(at))) {
                at++;
            }
            return json.charAt(at);
        }

        private String number() {
            int start = at;
            while (Character.isDigit(json.charAt(at))) {
                at++;
            }
            return json.substring(start, at);
        }

        private String string() {
            StringBuilder text = new StringBuilder();
            at++;
            while (json.charAt(at) != '"') {
                text.append(json.charAt(at) == '\\' ? escaped() : json.charAt(at++));
            }
            at++;
            return text.toString();
        }

        private char escaped() {
            char kind = json.charAt(at + 1);
            at += kind == 'u' ? 6 : 2;
            return switch (kind) {
                case 'n' -> '\n';
                case 'u' -> (char) Integer.parseInt(json.substring(at - 4, at), 16);
                default -> kind;
            };
        }
    }
}
