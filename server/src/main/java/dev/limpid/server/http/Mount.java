package dev.limpid.server.http;

import java.util.List;
import java.util.Optional;

/**
 * One collection's place in the server's address space.
 *
 * @param host the host name in lower case, or empty for any
 * @param path what its paths begin with: {@code /}, or {@code /tool/}
 * @param intake what takes its POSTs
 * @param fetched what answers those GETs that it is for, before the resources are asked
 * @param resources what answers its GETs: the first that has an answer gives it
 */
public record Mount(
        Optional<String> host,
        String path,
        Optional<Intake> intake,
        Optional<Fetched> fetched,
        List<Resource> resources) {

    /** One whose GETs are answered by resources alone. */
    public Mount(Optional<String> host, String path, Optional<Intake> intake, List<Resource> resources) {
        this(host, path, intake, Optional.empty(), resources);
    }

    public Mount {
        if (!path.startsWith("/") || !path.endsWith("/")) {
            throw new IllegalArgumentException("the path is " + path + ", expected one that begins and ends with /");
        }
        resources = List.copyOf(resources);
    }

    /** Whether this is the place for a request to this host and path. */
    public boolean holds(String requestHost, String requestPath) {
        return isAt(requestHost)
                && (requestPath.startsWith(path) || requestPath.equals(path.substring(0, path.length() - 1)));
    }

    /** Whether this is a place at this host. */
    public boolean isAt(String requestHost) {
        return host.map(requestHost::equals).orElse(true);
    }

    /** The path as the collection sees it. */
    public String inside(String requestPath) {
        return requestPath.substring(Math.min(path.length() - 1, requestPath.length()));
    }
}
