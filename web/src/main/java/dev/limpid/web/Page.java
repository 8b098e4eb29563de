package dev.limpid.web;

import java.nio.charset.StandardCharsets;

/**
 * A site's response.
 *
 * @param status the HTTP status: 200, 404, or 302 with {@code location}
 * @param contentType the media type
 * @param body the bytes; not to be changed
 * @param location where the redirect leads, relative to the page; empty unless the status is 302
 * @param kept how long a copy may be used
 * @param policy the Content-Security-Policy of a picture for other people's pages; empty for the site's own policy
 */
public record Page(int status, String contentType, byte[] body, String location, CachePolicy kept, String policy) {

    /** How long a copy of the bytes may be used before it is requested again. */
    public enum CachePolicy {
        /** A minute: pages show the present state. */
        BRIEFLY,
        /** An hour: for files that programs request repeatedly and that change once a week. */
        FOR_AN_HOUR,
        /** The bytes under this address never change. */
        FOR_EVER
    }

    /** A page, or a file that belongs to one. */
    public Page(int status, String contentType, byte[] body, String location, boolean immutable) {
        this(status, contentType, body, location, immutable ? CachePolicy.FOR_EVER : CachePolicy.BRIEFLY, "");
    }

    static Page html(String text) {
        return new Page(200, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), "", false);
    }

    static Page notFound(String text) {
        return new Page(404, "text/html; charset=utf-8", text.getBytes(StandardCharsets.UTF_8), "", false);
    }

    static Page file(String contentType, byte[] body) {
        return new Page(200, contentType, body, "", false);
    }

    static Page immutable(String contentType, byte[] body) {
        return new Page(200, contentType, body, "", true);
    }

    static Page feed(String xml) {
        byte[] body = xml.getBytes(StandardCharsets.UTF_8);
        return new Page(200, "application/atom+xml; charset=utf-8", body, "", CachePolicy.FOR_AN_HOUR, "");
    }

    /** A picture for other people's pages. */
    static Page picture(String svg, String policy) {
        byte[] body = svg.getBytes(StandardCharsets.UTF_8);
        return new Page(200, "image/svg+xml", body, "", CachePolicy.FOR_AN_HOUR, policy);
    }

    static Page redirect(String location) {
        byte[] text = ("see " + location + "\n").getBytes(StandardCharsets.UTF_8);
        return new Page(302, "text/plain; charset=utf-8", text, location, false);
    }

    /** Whether the bytes under this address never change. */
    public boolean immutable() {
        return kept == CachePolicy.FOR_EVER;
    }

    /** Whether it is made to be shown on other people's pages. */
    public boolean isEmbeddable() {
        return !policy.isEmpty();
    }

    /** The body as text. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
