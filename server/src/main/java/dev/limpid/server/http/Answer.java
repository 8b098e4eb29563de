package dev.limpid.server.http;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param status the HTTP status
 * @param contentType the media type, with its charset where it is text
 * @param body the bytes; the receiver does not change them
 * @param headers further headers, such as {@code Cache-Control}
 */
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    /** A 200 with these bytes. */
    public static Answer ok(String contentType, byte[] body) {
        return new Answer(200, contentType, body, Map.of());
    }

    /** One sentence of plain text. */
    public static Answer text(int status, String sentence) {
        return new Answer(
                status, "text/plain; charset=utf-8", (sentence + "\n").getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
