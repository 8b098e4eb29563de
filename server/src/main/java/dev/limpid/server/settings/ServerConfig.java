package dev.limpid.server.settings;

import dev.limpid.server.http.front.TlsFiles;
import dev.limpid.server.http.limit.HttpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a server runs. Made from a configuration file, or directly by tests and the demo.
 *
 * @param listen where uploads, data and pages are served; port 0 for any free one
 * @param operations where health and metrics are served, empty for nowhere
 * @param tls the certificate and key, empty to serve plain HTTP behind a proxy
 * @param http how much the HTTP side takes on, and how long it waits
 * @param publishEvery how often it is looked whether there is something to publish; empty for only when asked
 * @param collections what is collected; at least one
 */
public record ServerConfig(
        InetSocketAddress listen,
        Optional<InetSocketAddress> operations,
        Optional<TlsFiles> tls,
        HttpLimits http,
        Optional<Duration> publishEvery,
        List<CollectionSettings> collections) {

    public ServerConfig {
        collections = List.copyOf(collections);
        if (collections.isEmpty()) {
            throw new IllegalArgumentException("the server has no collection, expected at least one");
        }
    }

    /** A server of one collection on free ports of this machine, everything in one folder. */
    public static ServerConfig local(String collection, Path folder) {
        return local(List.of(CollectionSettings.of(collection, folder)));
    }

    /** The same, with the site at this port of this machine. */
    public ServerConfig at(int port) {
        return new ServerConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                operations,
                tls,
                http,
                publishEvery,
                collections);
    }

    /** A server of these collections on free ports of this machine. */
    public static ServerConfig local(List<CollectionSettings> collections) {
        return new ServerConfig(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Optional.empty(),
                HttpLimits.usual(),
                Optional.empty(),
                collections);
    }
}
