package dev.limpid.server;

import dev.limpid.server.http.Mount;
import dev.limpid.server.http.Resource;
import dev.limpid.server.http.UploadHandler;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A collection's public address: the one that its operator set, or the one at which the server listens. Safe for use by
 * many threads: the address is volatile.
 */
final class CollectionAddress {

    private final Optional<URI> given;
    private volatile URI url;

    CollectionAddress(Optional<URI> given) {
        this.given = given;
        this.url = given.orElse(URI.create("http://localhost/"));
    }

    /** The address, ending in a slash. */
    URI url() {
        return url;
    }

    /** Called once the server listens. */
    void listensAt(URI address) {
        if (given.isEmpty()) {
            url = address;
        }
    }

    /** Mounts the collection at the host and path of the operator's address, or at every host if there is none. */
    Mount mount(UploadHandler uploadHandler, List<Resource> resources) {
        Optional<String> host = given.map(URI::getHost).map(name -> name.toLowerCase(Locale.ROOT));
        String path = given.map(URI::getPath).filter(found -> !found.isEmpty()).orElse("/");
        return new Mount(host, path.endsWith("/") ? path : path + "/", Optional.of(uploadHandler), resources);
    }
}
