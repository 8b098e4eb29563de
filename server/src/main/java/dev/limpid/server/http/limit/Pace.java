package dev.limpid.server.http.limit;

import java.time.Duration;

/**
 * How slow a sender or a reader may be. Whoever goes on at a trickle, or begins again and again, holds a place; so after
 * a moment of grace bytes have to come, or to be taken, at a rate that any line has.
 */
public record Pace(Duration requestTime) {

    public static final int BYTES_PER_SECOND = 1 << 10;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long after its head a body may still be under way of which this much is here. */
    public Duration toBody(long arrived) {
        Duration earned = GRACE.plus(timeFor(arrived));
        return earned.compareTo(requestTime) < 0 ? earned : requestTime;
    }

    /** How long after its beginning a file may still be under way of which this much is out. */
    public Duration toFile(long sent) {
        return requestTime.plus(timeFor(sent));
    }

    private static Duration timeFor(long bytes) {
        return Duration.ofMillis(bytes * 1000 / BYTES_PER_SECOND);
    }
}
