package dev.limpid.server.http;

import java.io.IOException;
import java.util.Optional;

/**
 * Something that answers GET requests below one path: the log, the published data, the pages. The same resources are
 * asked by the HTTP server and by the static export, so that both give the same bytes. Safe for use by many threads.
 */
public interface Resource {

    /**
     * The answer to a GET, or empty if nothing is there.
     *
     * @throws IOException if what is there cannot be read
     */
    Optional<Response> get(Request request) throws IOException;
}
