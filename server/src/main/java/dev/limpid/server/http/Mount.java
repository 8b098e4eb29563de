package dev.limpid.server.http;

import java.util.List;
import java.util.Optional;

/**
 * The part of the server's address space that belongs to one collection.
 *
 * @param host the host name in lower case, or empty for any
 * @param path the prefix of its paths: {@code /}, or {@code /tool/}
 * @param intake handles its POSTs
 * @param asyncResource answers some GETs, before the resources are asked
 * @param resources answer its GETs: the first that has an answer gives it
 */
public record Mount(
        Optional<String> host,
        String path,
        Optional<UploadHandler> intake,
        Optional<AsyncResource> asyncResource,
        List<Resource> resources) {

    /** A mount whose GETs are answered by resources alone. */
    public Mount(Optional<String> host, String path, Optional<UploadHandler> intake, List<Resource> resources) {
        this(host, path, intake, Optional.empty(), resources);
    }

    public Mount {
        if (!path.startsWith("/") || !path.endsWith("/")) {
            throw new IllegalArgumentException("the path is " + path + ", expected one that begins and ends with /");
        }
        resources = List.copyOf(resources);
    }

    /** Whether a request to this host and path belongs here. */
    public boolean holds(String requestHost, String requestPath) {
        return isAt(requestHost)
                && (requestPath.startsWith(path) || requestPath.equals(path.substring(0, path.length() - 1)));
    }

    /** Whether requests to this host can belong here. */
    public boolean isAt(String requestHost) {
        return host.map(requestHost::equals).orElse(true);
    }

    /** The path relative to this mount, beginning with a slash. */
    public String relativePath(String requestPath) {
        return requestPath.substring(Math.min(path.length() - 1, requestPath.length()));
    }
}
