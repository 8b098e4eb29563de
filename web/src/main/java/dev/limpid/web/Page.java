package dev.limpid.web;

import java.nio.charset.StandardCharsets;

/**
 * What a site answers.
 *
 * @param status the HTTP status: 200, 404, or 302 with {@code location}
 * @param contentType the media type
 * @param body the bytes; not to be changed
 * @param location where to go instead, relative to the page; empty unless the status is 302
 * @param immutable whether the bytes under this address never change
 */
public record Page(int status, String contentType, byte[] body, String location, boolean immutable) {

    static Page html(String text) {
        return new Page(200, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), "", false);
    }

    static Page missing(String text) {
        return new Page(404, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), "", false);
    }

    static Page file(String contentType, byte[] body) {
        return new Page(200, contentType, body, "", false);
    }

    static Page immutable(String contentType, byte[] body) {
        return new Page(200, contentType, body, "", true);
    }

    static Page elsewhere(String location) {
        byte[] text = ("see " + location + "\n").getBytes(StandardCharsets.UTF_8);
        return new Page(302, "text/plain; charset=utf-8", text, location, false);
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
