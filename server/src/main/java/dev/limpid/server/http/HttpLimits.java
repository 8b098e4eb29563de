package dev.limpid.server.http;

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
 */
public record HttpLimits(
        int bodyBytes,
        long memoryBytes,
        int connections,
        int connectionsPerPrefix,
        Duration requestTime,
        Duration idleTime,
        int trustedProxies) {

    /** What a small public server wants: no proxy, 512 KiB a body, 64 MiB at once. */
    public static HttpLimits usual() {
        return new HttpLimits(512 << 10, 64L << 20, 4096, 512, Duration.ofSeconds(20), Duration.ofSeconds(60), 0);
    }
}
