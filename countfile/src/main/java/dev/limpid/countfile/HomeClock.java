package dev.limpid.countfile;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.time.Clock;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/**
 * The clock of a home: the machine's, or, for tests and demonstrations, one that starts at {@code LIMPID_NOW} ({@code
 * -Dlimpid.now}, an RFC 3339 instant) when the process first reads it, and runs on from there. Only a moved home can
 * have a moved clock, never the user's real home.
 */
public final class HomeClock {
    private HomeClock() {}

    /**
     * The clock of this home in the given context.
     *
     * @throws IllegalArgumentException if the home is moved and LIMPID_NOW is not an instant
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
