package dev.limpid.counter.home;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * The time as this home's users see it: the machine's, or, for tests and demonstrations, one that starts at
 * {@code LIMPID_NOW} ({@code -Dlimpid.now}, an RFC 3339 instant) when the process first asks, and goes on from there.
 * A moved clock needs a moved home: the user's real one never sees it.
 */
public final class HomeClock {
    private static final long STARTED = System.currentTimeMillis();

    private HomeClock() {}

    /** The clock of this home in this process's surroundings. */
    public static Clock of(TelemetryHome home) {
        return of(home, Environment.ofProcess());
    }

    /**
     * The clock of this home in the given surroundings.
     *
     * @throws IllegalArgumentException if the home is moved and LIMPID_NOW is no instant
     */
    public static Clock of(TelemetryHome home, Environment environment) {
        long offset = offsetMillis(home, environment);
        return offset == 0 ? Clock.systemUTC() : Clock.offset(Clock.systemUTC(), Duration.ofMillis(offset));
    }

    /** Milliseconds between the machine's clock and this home's; 0 where none is moved. */
    public static long offsetMillis(TelemetryHome home, Environment environment) {
        String now = home.moved() ? environment.setting("limpid.now", "LIMPID_NOW") : null;
        try {
            return now == null ? 0 : Instant.parse(now).toEpochMilli() - STARTED;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "LIMPID_NOW is \"" + now + "\", expected an instant such as 2026-11-20T12:00:00Z", e);
        }
    }
}
