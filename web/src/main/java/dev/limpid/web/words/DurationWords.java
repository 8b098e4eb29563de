package dev.limpid.web.words;

import dev.limpid.protocol.text.MessageBundle;
import java.time.Duration;

/** Formats spans of time exactly: rounding would change the promises that contain them. */
public final class DurationWords {
    private DurationWords() {}

    /** {@code 21 days}, {@code 36 hours}, {@code 90 minutes}, {@code 5 seconds}: in the largest unit without a remainder. */
    public static String words(Duration span) {
        return words(span, SiteMessages.in(MessageBundle.ENGLISH));
    }

    /** The same in another language. */
    public static String words(Duration span, SiteMessages words) {
        if (span.equals(Duration.ofDays(span.toDays()))) {
            return words.count("span.days", span.toDays());
        }
        if (span.equals(Duration.ofHours(span.toHours()))) {
            return words.count("span.hours", span.toHours());
        }
        return span.equals(Duration.ofMinutes(span.toMinutes()))
                ? words.count("span.minutes", span.toMinutes())
                : words.count("span.seconds", span.toSeconds());
    }
}
