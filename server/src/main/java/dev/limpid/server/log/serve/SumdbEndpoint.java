package dev.limpid.server.log.serve;

import dev.limpid.server.http.Response;
import java.io.IOException;
import java.util.Optional;

/** Serves the checksum database as a module proxy forwards it; {@code supported} tells clients that it does. */
final class SumdbEndpoint implements LogEndpoint {

    private final TreeEndpoint tree;

    SumdbEndpoint(TreeEndpoint tree) {
        this.tree = tree;
    }

    @Override
    public Optional<Response> get(String path) throws IOException {
        return path.equals("supported")
                ? Optional.of(Response.ok("text/plain; charset=utf-8", new byte[0]))
                : tree.get(path);
    }
}
