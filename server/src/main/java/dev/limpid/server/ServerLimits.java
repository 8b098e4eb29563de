package dev.limpid.server;

import java.time.Duration;

/**
 * What one sender may do, and how much the server takes on.
 *
 * @param bodyBytes the longest body of an upload as it is sent
 * @param plainBytes the longest body of an upload once it is unpacked
 * @param connections how many connections are open at once
 * @param connectionsPerPrefix how many of them one address prefix may hold
 * @param requestTime from the first byte of a request, or the opening of a connection, to the last byte of the request
 * @param idleTime how long a connection may stay open without a request
 * @param uploadsPerMinute how many uploads one address prefix may send in a minute, 0 for any number
 * @param uploadsPerDay how many uploads one address prefix may send in a day, 0 for any number
 * @param trustedProxies how many proxies in front of the server are trusted to say for whom they ask
 */
public record ServerLimits(
        int bodyBytes,
        int plainBytes,
        int connections,
        int connectionsPerPrefix,
        Duration requestTime,
        Duration idleTime,
        int uploadsPerMinute,
        int uploadsPerDay,
        int trustedProxies) {

    /** What a small public server wants. */
    public static ServerLimits usual() {
        return new ServerLimits(
                512 << 10, 4 << 20, 8192, 512, Duration.ofSeconds(20), Duration.ofSeconds(30), 600, 20_000, 0);
    }
}
