package dev.limpid.server.log.serve;

import dev.limpid.server.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** One way to read the log. */
interface LogEndpoint {

    /** The answer for a path below the prefix of the endpoint. */
    Optional<Response> get(String path) throws IOException;

    /** An endpoint under a folder. */
    record Below(String folder, LogEndpoint endpoint) implements LogEndpoint {
        @Override
        public Optional<Response> get(String path) throws IOException {
            return path.startsWith(folder) ? endpoint.get(path.substring(folder.length())) : Optional.empty();
        }
    }

    /** Bytes that never change under their name. */
    static Response immutable(String type, byte[] body) {
        return new Response(200, type, body, Map.of("Cache-Control", "public, max-age=31536000, immutable"));
    }

    /** Bytes that change when something is appended; for up to a minute, a reader may get the old ones. */
    static Response mutable(String type, byte[] body) {
        return new Response(200, type, body, Map.of("Cache-Control", "public, max-age=60"));
    }
}
