package dev.limpid.cli.view;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The parts of an HTTP/1.1 request's head that a page for one person needs.
 *
 * @param method such as {@code GET}
 * @param path decoded and without a query; empty if the target is not a path
 * @param headers by name in lower case; if a name occurs twice, both values are joined by a newline, which cannot occur in a single
 *     value
 */
record ViewRequest(String method, Optional<String> path, Map<String, String> headers) {

    private static final int LONGEST_HEAD = 1 << 14;

    ViewRequest {
        headers = Map.copyOf(headers);
    }

    /** Reads a head and leaves the body unread. */
    static ViewRequest read(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new IOException(next < 0 ? "the request ends in its head" : "the request's head is too long");
            }
            head.append((char) next);
        }
        String[] lines = head.toString().split("\r\n", -1);
        String[] first = lines[0].split(" ", -1);
        if (first.length != 3 || !first[2].startsWith("HTTP/1.")) {
            throw new IOException("this is not a request of HTTP/1.1");
        }
        Map<String, String> headers = new HashMap<>();
        for (int i = 1; i < lines.length; i++) {
            int colon = Math.max(lines[i].indexOf(':'), 0);
            headers.merge(
                    lines[i].substring(0, colon).toLowerCase(Locale.ROOT),
                    lines[i].substring(Math.min(colon + 1, lines[i].length())).strip(),
                    (a, b) -> a + "\n" + b);
        }
        return new ViewRequest(first[0], path(first[1]), headers);
    }

    private static Optional<String> path(String target) {
        try {
            String ascii = new String(target.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.US_ASCII);
            return target.startsWith("/")
                    ? Optional.ofNullable(URI.create(ascii).getPath())
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }
}
