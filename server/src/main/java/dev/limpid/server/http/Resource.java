package dev.limpid.server.http;

import java.io.IOException;
import java.util.Optional;

/**
 * Answers GET requests below one path: the log, the published data, the pages. The HTTP server and the static export
 * use the same resources, so both give the same bytes. Safe for use by many threads.
 */
public interface Resource {

    /**
     * The answer to a GET, or empty if nothing is there.
     *
     * @throws IOException if the file there cannot be read
     */
    Optional<Response> get(Request request) throws IOException;
}
