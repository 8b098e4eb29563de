package dev.limpid.server.http;

import java.util.Map;

/**
 * A GET request as a {@link Resource} sees it.
 *
 * @param path the decoded path, beginning with {@code /}, relative to the collection's root
 * @param query the decoded query parameters, the last of each name
 * @param headers the request headers by lower-case name, without any that identify the sender
 */
public record Request(String path, Map<String, String> query, Map<String, String> headers) {

    public Request {
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
    }

    /** A plain request for a path. */
    public static Request of(String path) {
        return new Request(path, Map.of(), Map.of());
    }
}
