package dev.limpid.server.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    /** One sentence of plain text. */
    public static Response text(int status, String sentence) {
        return new Response(
                status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
