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
 * The configuration of a server, read from a file, or made directly by tests and the demo.
 *
 * @param listen the address that serves uploads, data and pages; port 0 for any free one
 * @param operations the address that serves health and metrics; empty for none
 * @param tls the certificate and key; empty for plain HTTP behind a proxy
 * @param http how much the HTTP server accepts, and how long it waits
 * @param publishEvery how often to look for something to publish; empty to publish only on request
 * @param collections the collections; at least one
 */
public record ServerSettings(
        InetSocketAddress listen,
        Optional<InetSocketAddress> operations,
        Optional<TlsFiles> tls,
        HttpLimits http,
        Optional<Duration> publishEvery,
        List<CollectionSettings> collections) {

    public ServerSettings {
        collections = List.copyOf(collections);
        if (collections.isEmpty()) {
            throw new IllegalArgumentException("the server has no collection, expected at least one");
        }
    }

    /** A server of one collection on free ports of this machine, with all files in one folder. */
    public static ServerSettings local(String collection, Path folder) {
        return local(List.of(CollectionSettings.of(collection, folder)));
    }

    /** This configuration, with the site at this port of this machine. */
    public ServerSettings at(int port) {
        return new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                operations,
                tls,
                http,
                publishEvery,
                collections);
    }

    /** A server of these collections on free ports of this machine. */
    public static ServerSettings local(List<CollectionSettings> collections) {
        return new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                Optional.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                Optional.empty(),
                HttpLimits.usual(),
                Optional.empty(),
                collections);
    }
}
