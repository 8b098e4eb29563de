package dev.limpid.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that moves only when it is set. Safe for use by many threads: the monitor of its hands, which its copies in
 * other zones share, guards the time.
 */
public final class ManualClock extends Clock {
    private final Hands now;
    private final ZoneId zone;

    private ManualClock(Hands now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /** A clock in UTC that shows this moment. */
    public static ManualClock at(Instant now) {
        return new ManualClock(new Hands(now), ZoneOffset.UTC);
    }

    /** Sets the clock, forward or back. */
    public void set(Instant to) {
        now.set(to);
    }

    /** Moves the clock by this duration. */
    public void advance(Duration by) {
        now.advance(by);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    /** The same clock in another zone; setting one sets both. */
    @Override
    public Clock withZone(ZoneId other) {
        return new ManualClock(now, other);
    }

    private static final class Hands {
        private Instant now;

        Hands(Instant now) {
            this.now = now;
        }

        synchronized Instant get() {
            return now;
        }

        synchronized void set(Instant to) {
            now = to;
        }

        synchronized void advance(Duration by) {
            now = now.plus(by);
        }
    }
}
