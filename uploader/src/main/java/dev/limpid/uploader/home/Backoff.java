package dev.limpid.uploader.home;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * When to try the server again after failures. No program waits for that time: a pass before it does not contact the
 * server.
 *
 * @param failures how many passes failed in a row
 * @param notBefore when to try again
 */
public record Backoff(int failures, Instant notBefore) {

    /** No failure: the server may be contacted at once. */
    public static final Backoff NONE = new Backoff(0, Instant.EPOCH);

    static final Duration LONGEST = Duration.ofDays(7);

    private static final Duration FIRST = Duration.ofHours(1);
    private static final Duration LONGEST_OWN = Duration.ofDays(1);

    /**
     * Whether the server must not be contacted yet. A time that is too far ahead does not count: it was stored by a
     * clock that was ahead.
     */
    public boolean mustWait(Instant now) {
        return now.isBefore(notBefore) && !notBefore.isAfter(now.plus(LONGEST));
    }

    /**
     * The wait doubles from an hour to a day and is drawn from the upper half of that, so that machines that failed
     * together do not return together. The drawn time is also added to a wait that the server asked for: a server that
     * asked each machine for a different wait could otherwise recognise the machine by it.
     */
    public Backoff afterFailure(Instant now, Optional<Duration> asked, RandomGenerator random) {
        Duration own = FIRST.multipliedBy(1L << Math.min(failures, 5));
        if (own.compareTo(LONGEST_OWN) > 0) {
            own = LONGEST_OWN;
        }
        Duration drawn = own.dividedBy(2).plusMillis((long) (own.toMillis() / 2.0 * random.nextDouble()));
        // Limited before the drawn time is added, not after: otherwise machines that were asked to wait longest would
        // return together.
        Duration most = LONGEST.minus(LONGEST_OWN);
        Duration wait =
                asked.map(a -> (a.compareTo(most) > 0 ? most : a).plus(drawn)).orElse(drawn);
        return new Backoff(Math.min(failures, 1000) + 1, now.plus(wait));
    }

    /** The text of its file. */
    public String text() {
        return "failures: " + failures + "\nnot-before: " + notBefore + "\n";
    }

    /** Reads what {@link #text} wrote; a damaged file counts as no failures, which is the harmless mistake. */
    public static Backoff parse(String text) {
        try {
            var values = WeekDecision.lines(text);
            return new Backoff(
                    Integer.parseInt(values.getOrDefault("failures", "0")),
                    WeekDecision.instant(values.getOrDefault("not-before", Instant.EPOCH.toString())));
        } catch (IllegalArgumentException e) {
            return NONE;
        }
    }
}
