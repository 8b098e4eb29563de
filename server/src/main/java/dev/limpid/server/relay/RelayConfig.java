package dev.limpid.server.relay;

import dev.limpid.server.http.front.TlsFiles;
import dev.limpid.server.http.limit.HttpLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * How a relay runs.
 *
 * @param listen where messages are taken; port 0 for any free one
 * @param operations where health and metrics are served, empty for nowhere
 * @param tls the certificate and key, empty to speak plain HTTP behind a proxy
 * @param http how much the HTTP side takes on, and how long it waits
 * @param perMinute how many messages one network may send in a minute, 0 for any number
 * @param perDay how many in a day, 0 for any number
 * @param gateways where messages are brought; at least one
 */
public record RelayConfig(
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
     * @param name the path, without its slash, at which messages for it are taken
     * @param url where it takes them, such as {@code https://telemetry.example.org/oblivious}
     * @param secret by which it knows this relay
     * @param connections how many messages may be on their way to it at once
     * @param waiting how many more may wait for one of those to be answered
     * @param log where the collection's log is, ending in a slash, whose configuration the relay hands out; empty for none
     */
    public record Destination(
            String name, URI url, Optional<String> secret, int connections, int waiting, Optional<URI> log) {

        /** One that hands out the log beside the gateway. */
        public Destination(String name, URI url, Optional<String> secret, int connections, int waiting) {
            this(name, url, secret, connections, waiting, Optional.of(logBeside(url)));
        }

        /** The log of a server with a gateway at an address. */
        public static URI logBeside(URI gateway) {
            return URI.create(gateway.toString().replaceFirst("/[^/]*/?$", "") + "/log/");
        }

        /** It holds a secret. */
        @Override
        public String toString() {
            return "Destination[" + name + " at " + url + "]";
        }
    }

    public RelayConfig {
        gateways = List.copyOf(gateways);
        if (gateways.isEmpty()) {
            throw new IllegalArgumentException("the relay has no gateway, expected at least one");
        }
    }

    /** What a relay of one machine wants: messages are small, and come seldom. */
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
    public static RelayConfig local(Destination gateway) {
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
        return new RelayConfig(any, Optional.of(any), Optional.empty(), forOne, 0, 0, List.of(gateway));
    }
}
