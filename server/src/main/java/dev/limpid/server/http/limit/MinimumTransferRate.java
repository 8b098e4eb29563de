package dev.limpid.server.http.limit;

import java.time.Duration;

/**
 * How slow a sender or a reader may be. A sender that sends at a trickle, or starts again and again, blocks a place; so
 * after a short grace period, bytes must arrive or be received at a rate that any line reaches.
 */
public record MinimumTransferRate(Duration requestTime) {

    public static final int BYTES_PER_SECOND = 1 << 10;
    private static final Duration GRACE = Duration.ofSeconds(5);

    /** How long after its head a body may still be arriving when this much of it has arrived. */
    public Duration toBody(long arrived) {
        Duration earned = GRACE.plus(timeFor(arrived));
        return earned.compareTo(requestTime) < 0 ? earned : requestTime;
    }

    /** How long after its beginning a file may still be sent when this much of it has been sent. */
    public Duration toFile(long sent) {
        return requestTime.plus(timeFor(sent));
    }

    private static Duration timeFor(long bytes) {
        return Duration.ofMillis(bytes * 1000 / BYTES_PER_SECOND);
    }
}
