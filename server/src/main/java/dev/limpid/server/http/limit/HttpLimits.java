package dev.limpid.server.http.limit;

import java.time.Duration;

/**
 * How much the HTTP server accepts, and how long it waits.
 *
 * @param bodyBytes the longest body of a POST, as it is sent
 * @param memoryBytes how many bytes of bodies and pages may be in memory at once
 * @param connections how many connections may be open at once
 * @param connectionsPerPrefix how many of them one network may have, 0 for any number
 * @param requestTime how long a request may take to arrive, and a reader to receive a page
 * @param idleTime how long a connection may stay open without a request
 * @param trustedProxies how many proxies in front of the server are trusted to name their clients
 * @param workTime how long making an answer may take
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

    /** One network may use an eighth of the memory, and one of its addresses half of that. */
    private static final int NETWORKS = 8;
    /** Up to this many connections may all belong to one address. */
    private static final int FEW_CONNECTIONS = 16;

    /** With a minute to make an answer. */
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

    /** For a small public server: no proxy, 512 KiB per body, 64 MiB at once. */
    public static HttpLimits usual() {
        return new HttpLimits(512 << 10, 64L << 20, 4096, 512, Duration.ofSeconds(20), Duration.ofSeconds(60), 0);
    }

    /** These limits, with at most as many connections as a process that can open this many files can have. */
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

    public FairShareBudget memory() {
        return new FairShareBudget(memoryBytes, memoryBytes / NETWORKS, memoryBytes / (2 * NETWORKS));
    }

    /** Slots for connections, or behind a proxy for requests, shared between senders. */
    public FairShareBudget slots() {
        if (connectionsPerPrefix == 0) {
            return new FairShareBudget(connections, connections, connections);
        }
        int perAddress = Math.max(connectionsPerPrefix / 2, Math.min(connectionsPerPrefix, FEW_CONNECTIONS));
        return new FairShareBudget(connections, connectionsPerPrefix, perAddress);
    }
}
