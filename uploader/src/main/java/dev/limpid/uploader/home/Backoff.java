package dev.limpid.uploader.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try the server again after failures. No program waits for it: a pass before that time leaves the server alone.
 *
 * @param failures how many passes failed in a row
 * @param notBefore when to try again
 */
public record Backoff(int failures, Instant notBefore) {

    /** No failure: the server may be tried at once. */
    public static final Backoff NONE = new Backoff(0, Instant.EPOCH);

    static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration LONGEST_OWN = Duration.ofDays(1);

    /** Whether to leave the server alone. A clock that was ahead when the failure was noted must not silence this machine until then. */
    public boolean mustWait(Instant now) {
        return now.isBefore(notBefore) && !notBefore.isAfter(now.plus(LONGEST));
    }

    /**
     * Doubles from an hour to a day, drawn from the upper half, so that machines that failed together part. So do those that
     * were asked to wait for a time: what is drawn comes on top, or whoever chose a time for each machine could know by it
     * who comes back.
     */
    public Backoff afterFailure(Instant now, Optional<Duration> asked, RandomGenerator random) {
        Duration own = FIRST.multipliedBy(1L << Math.min(failures, 5));
        if (own.compareTo(LONGEST_OWN) > 0) {
            own = LONGEST_OWN;
        }
        Duration drawn = own.dividedBy(2).plusMillis((long) (own.toMillis() / 2.0 * random.nextDouble()));
        // Cut off before, not after: machines that were asked to wait for longest would else come back at one moment.
        Duration most = LONGEST.minus(LONGEST_OWN);
        Duration wait =
                asked.map(a -> (a.compareTo(most) > 0 ? most : a).plus(drawn)).orElse(drawn);
        return new Backoff(Math.min(failures, 1000) + 1, now.plus(wait));
    }

    /** The same as its file holds it. */
    public String text() {
        return "failures: " + failures + "\nnot-before: " + notBefore + "\n";
    }

    /** Reads what {@link #text} wrote; a damaged note means no failures, the harmless mistake. */
    public static Backoff parse(String text) {
        try {
            var values = WeekNote.lines(text);
            return new Backoff(
                    Integer.parseInt(values.getOrDefault("failures", "0")),
                    WeekNote.instant(values.getOrDefault("not-before", Instant.EPOCH.toString())));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }
}
