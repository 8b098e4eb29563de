package dev.limpid.e2e.world;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * One request that a machine made, taken from the bytes on the wire.
 *
 * @param head the request line and the headers
 * @param body unpacked
 */
public record WireRequest(List<String> head, String body) {

    private static final String END_OF_HEAD = "\r\n\r\n";

    public WireRequest {
        head = List.copyOf(head);
    }

    /** The requests of one connection, in order. Fails on bytes that belong to no request. */
    static List<WireRequest> of(String said) throws IOException {
        List<WireRequest> requests = new ArrayList<>();
        for (int at = 0; at < said.length(); ) {
            int end = said.indexOf(END_OF_HEAD, at);
            if (end < 0) {
                throw new IOException("bytes that are no request: " + said.substring(at));
            }
            List<String> head = said.substring(at, end).lines().toList();
            int body = end + END_OF_HEAD.length();
            at = body + header(head, "content-length").map(Integer::valueOf).orElse(0);
            requests.add(new WireRequest(
                    head, unpacked(head, said.substring(body, at).getBytes(ISO_8859_1))));
        }
        return requests;
    }

    private static String unpacked(List<String> head, byte[] body) throws IOException {
        if (header(head, "content-encoding").isEmpty()) {
            return new String(body, UTF_8);
        }
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    public boolean isPost() {
        return head.get(0).startsWith("POST ");
    }

    /** The value of a header; its name is given in lower case. */
    public Optional<String> header(String name) {
        return header(head, name);
    }

    private static Optional<String> header(List<String> head, String name) {
        return head.stream()
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst();
    }
}
