package dev.limpid.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP response.
 *
 * @param status the HTTP status
 * @param contentType the media type, with its charset if it is text
 * @param body the bytes, which the receiver must not change; empty if a file is sent
 * @param file the file to send, if the body may be too large for memory
 * @param headers further headers, such as {@code Cache-Control}
 */
public record Response(int status, String contentType, byte[] body, Optional<Path> file, Map<String, String> headers) {

    private static final String ACCEPT_RANGES = "Accept-Ranges";
    private static final String RANGE_UNIT = "bytes";

    public Response {
        headers = Map.copyOf(headers);
    }

    /** A response with these bytes. */
    public Response(int status, String contentType, byte[] body, Map<String, String> headers) {
        this(status, contentType, body, Optional.empty(), headers);
    }

    /** The whole body, from memory or from the file; for small bodies, and for static copies. */
    public byte[] bytes() throws IOException {
        return file.isPresent() ? Files.readAllBytes(file.get()) : body;
    }

    /** A 200 with these bytes. */
    public static Response ok(String contentType, byte[] body) {
        return new Response(200, contentType, body, Map.of());
    }

    /** A 200 with the bytes of this file, which must not change while it is sent. */
    public static Response file(String contentType, Path file) {
        return new Response(200, contentType, new byte[0], Optional.of(file), Map.of());
    }

    /** Whether a client may request a part of it with {@code Range}: of every file, and of bytes that say so. */
    public boolean hasRanges() {
        return file.isPresent() || RANGE_UNIT.equals(headers.get(ACCEPT_RANGES));
    }

    /** The same response, of which a client may request a part. */
    public Response withRanges() {
        Map<String, String> more = new HashMap<>(headers);
        more.put(ACCEPT_RANGES, RANGE_UNIT);
        return new Response(status, contentType, body, file, more);
    }

    /** One sentence of plain text. */
    public static Response text(int status, String sentence) {
        return new Response(
                status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
