package dev.limpid.web.words;

import java.time.Duration;

/** Spans of time in words, exactly: a promise that is rounded is another promise. */
public final class Spans {
    private Spans() {}

    /** {@code 21 days}, {@code 36 hours}, {@code 90 minutes}, {@code 5 seconds}: the largest unit that leaves no rest. */
    public static String words(Duration span) {
        if (span.equals(Duration.ofDays(span.toDays()))) {
            return Numbers.of(span.toDays(), "day");
        }
        if (span.equals(Duration.ofHours(span.toHours()))) {
            return Numbers.of(span.toHours(), "hour");
        }
        return span.equals(Duration.ofMinutes(span.toMinutes()))
                ? Numbers.of(span.toMinutes(), "minute")
                : Numbers.of(span.toSeconds(), "second");
    }
}
