package dev.limpid.server.relay;

import dev.limpid.server.http.front.TlsFiles;
import dev.limpid.server.http.limit.HttpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The configuration of a relay.
 *
 * @param listen the address that accepts messages; port 0 for any free one
 * @param operations the address that serves health and metrics; empty for none
 * @param tls the certificate and key; empty for plain HTTP behind a proxy
 * @param http how much the HTTP server accepts, and how long it waits
 * @param perMinute how many messages one network may send in a minute, 0 for any number
 * @param perDay how many in a day, 0 for any number
 * @param gateways the gateways to which it forwards messages; at least one
 */
public record RelaySettings(
        InetSocketAddress listen,
        Optional<InetSocketAddress> operations,
        Optional<TlsFiles> tls,
        HttpLimits http,
        int perMinute,
        int perDay,
        List<Destination> gateways) {

    /**
     * One gateway.
     *
     * @param name the path, without its slash, that accepts messages for it
     * @param url the address to which messages are forwarded, such as
     *     {@code https://telemetry.example.org/oblivious}
     * @param secret the secret by which it recognises this relay
     * @param connections how many messages may be sent to it at once
     * @param waiting how many more may wait
     * @param log the address of the collection's log, ending in a slash, whose configuration the relay mirrors;
     *     empty for none
     */
    public record Destination(
            String name, URI url, Optional<String> secret, int connections, int waiting, Optional<URI> log) {

        /** A gateway whose relay mirrors the log next to it. */
        public Destination(String name, URI url, Optional<String> secret, int connections, int waiting) {
            this(name, url, secret, connections, waiting, Optional.of(logBeside(url)));
        }

        /** The address of the log on the server with this gateway. */
        public static URI logBeside(URI gateway) {
            return URI.create(gateway.toString().replaceFirst("/[^/]*/?$", "") + "/log/");
        }

        /** Leaves out the secret. */
        @Override
        public String toString() {
            return "Destination[" + name + " at " + url + "]";
        }
    }

    public RelaySettings {
        gateways = List.copyOf(gateways);
        if (gateways.isEmpty()) {
            throw new IllegalArgumentException("the relay has no gateway, expected at least one");
        }
    }

    /** For a relay on one machine: messages are small and rare. */
    public static HttpLimits usualHttp() {
        HttpLimits usual = HttpLimits.usual();
        return new HttpLimits(
                usual.bodyBytes(),
                usual.memoryBytes(),
                usual.connections(),
                64,
                usual.requestTime(),
                usual.idleTime(),
                usual.trustedProxies());
    }

    /** A relay to one gateway on free ports of this machine, without limits on networks. */
    public static RelaySettings local(Destination gateway) {
        InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpLimits usual = HttpLimits.usual();
        HttpLimits forOne = new HttpLimits(
                usual.bodyBytes(),
                usual.memoryBytes(),
                usual.connections(),
                0,
                usual.requestTime(),
                usual.idleTime(),
                0);
        return new RelaySettings(any, Optional.of(any), Optional.empty(), forOne, 0, 0, List.of(gateway));
    }
}
