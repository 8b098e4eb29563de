package dev.limpid.server.http.limit;

import dev.limpid.server.http.front.Connections;
import java.time.Duration;

/**
 * How much the HTTP side takes on, and how long it waits.
 *
 * @param bodyBytes the longest body of a POST, as it is sent
 * @param memoryBytes how many bytes of bodies and pages may be under way at once
 * @param connections how many connections may be open at once
 * @param connectionsPerPrefix how many of them one address prefix may hold, 0 for any number
 * @param requestTime how long a request may take to arrive whole, and a page to be taken
 * @param idleTime how long a connection may stay open without a request
 * @param trustedProxies how many proxies stand in front of the server and are trusted to say for whom they ask
 * @param workTime how long an answer may take to be made
 */
public record HttpLimits(
        int bodyBytes,
        long memoryBytes,
        int connections,
        int connectionsPerPrefix,
        Duration requestTime,
        Duration idleTime,
        int trustedProxies,
        Duration workTime) {

    /** One network may hold the eighth part of the memory, and one address of it half of that. */
    private static final int NETWORKS = 8;
    /** So few connections may all be one address's. */
    private static final int FEW_CONNECTIONS = 16;

    /** The same, with a minute for an answer to be made. */
    public HttpLimits(
            int bodyBytes,
            long memoryBytes,
            int connections,
            int connectionsPerPrefix,
            Duration requestTime,
            Duration idleTime,
            int trustedProxies) {
        this(
                bodyBytes,
                memoryBytes,
                connections,
                connectionsPerPrefix,
                requestTime,
                idleTime,
                trustedProxies,
                Duration.ofMinutes(1));
    }

    /** What a small public server wants: no proxy, 512 KiB a body, 64 MiB at once. */
    public static HttpLimits usual() {
        return new HttpLimits(512 << 10, 64L << 20, 4096, 512, Duration.ofSeconds(20), Duration.ofSeconds(60), 0);
    }

    /** The same with as many connections as a process has room for that may have so many files open. */
    HttpLimits within(OpenFiles files) {
        int most = files.forConnections();
        return most >= connections
                ? this
                : new HttpLimits(
                        bodyBytes,
                        memoryBytes,
                        most,
                        connectionsPerPrefix == 0
                                ? 0
                                : (int) Math.max(1, (long) connectionsPerPrefix * most / connections),
                        requestTime,
                        idleTime,
                        trustedProxies,
                        workTime);
    }

    public SharedAmount memory() {
        return new SharedAmount(memoryBytes, memoryBytes / NETWORKS, memoryBytes / (2 * NETWORKS));
    }

    /** Connections, or behind a proxy requests, by whom they are for. */
    public SharedAmount slots() {
        if (connectionsPerPrefix == 0) {
            return new SharedAmount(connections, connections, connections);
        }
        int perAddress = Math.max(connectionsPerPrefix / 2, Math.min(connectionsPerPrefix, FEW_CONNECTIONS));
        return new SharedAmount(connections, connectionsPerPrefix, perAddress);
    }
}
