package dev.limpid.server.http.message;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parsed target of a request line (RFC 9112, 3.2): origin form, or absolute form.
 *
 * @param host the host that an absolute form names
 * @param path decoded, begins with {@code /}, without {@code .} and {@code ..} steps
 * @param query decoded parameters, the last of each name
 */
record RequestTarget(Optional<String> host, String path, Map<String, String> query) {

    private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*)(.*)");

    RequestTarget {
        query = Map.copyOf(query);
    }

    /** Parses a target; empty if no browser or client would send it. */
    static Optional<RequestTarget> parse(String target) {
        Matcher absolute = ABSOLUTE.matcher(target);
        if (absolute.matches()) {
            Optional<String> host = HostName.parse(absolute.group(1)).filter(name -> !name.isEmpty());
            String rest = absolute.group(2);
            return host.flatMap(name -> origin(host, rest.startsWith("/") ? rest : "/" + rest));
        }
        return origin(Optional.empty(), target);
    }

    private static Optional<RequestTarget> origin(Optional<String> host, String rest) {
        int fragment = rest.indexOf('#');
        if (!rest.startsWith("/") || fragment >= 0) {
            return Optional.empty();
        }
        int question = rest.indexOf('?');
        Optional<String> path = decode(question < 0 ? rest : rest.substring(0, question), false);
        if (path.isEmpty() || !isPlain(path.get())) {
            return Optional.empty();
        }
        return query(question < 0 ? "" : rest.substring(question + 1))
                .map(query -> new RequestTarget(host, path.get(), query));
    }

    private static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) < ' ' || path.charAt(i) == 0x7f || path.charAt(i) == '\\') {
                return false;
            }
        }
        for (String step : path.split("/", -1)) {
            if (step.equals(".") || step.equals("..")) {
                return false;
            }
        }
        return !path.contains("//");
    }

    private static Optional<Map<String, String>> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            Optional<String> name = decode(equals < 0 ? pair : pair.substring(0, equals), true);
            Optional<String> value = decode(equals < 0 ? "" : pair.substring(equals + 1), true);
            if (name.isEmpty() || value.isEmpty()) {
                return Optional.empty();
            }
            query.put(name.get(), value.get());
        }
        return Optional.of(query);
    }

    private static Optional<String> decode(String text, boolean plusIsSpace) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                if (i + 2 >= text.length()) {
                    return Optional.empty();
                }
                int high = Character.digit(text.charAt(i + 1), 16);
                int low = Character.digit(text.charAt(i + 2), 16);
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else if (c > 0x7e || c <= ' ') {
                return Optional.empty();
            } else {
                bytes.put((byte) (c == '+' && plusIsSpace ? ' ' : c));
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
