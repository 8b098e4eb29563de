package dev.limpid.countfile;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The time as this home's users see it: the machine's, or, for tests and demonstrations, one that starts at
 * {@code LIMPID_NOW} ({@code -Dlimpid.now}, an RFC 3339 instant) when the process first asks, and goes on from there.
 * A moved clock needs a moved home: the user's real one never sees it.
 */
public final class HomeClock {
    private HomeClock() {}

    /**
     * The clock of this home in the given context.
     *
     * @throws IllegalArgumentException if the home is moved and LIMPID_NOW is no instant
     */
    public static Clock of(TelemetryHome home, Environment environment) {
        try {
            long offset = home.clockOffset(environment);
            return offset == 0 ? Clock.systemUTC() : Clock.offset(Clock.systemUTC(), Duration.ofMillis(offset));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "LIMPID_NOW is \"" + e.getParsedString() + "\", expected an instant such as 2026-11-20T12:00:00Z",
                    e);
        }
    }
}
