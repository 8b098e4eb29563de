package dev.limpid.web.words;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Formats dates for people, with the month's name, so that nobody mistakes the day for the month. */
public final class Dates {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private Dates() {}

    /** {@code 20 Nov 2026}. */
    public static String day(LocalDate day) {
        return DAY.format(day);
    }

    /** The same in a language: {@code 20.11.2026} in German. */
    public static String day(LocalDate day, SiteMessages words) {
        return words.isEnglish()
                ? day(day)
                : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM)
                        .withLocale(words.locale())
                        .format(day);
    }

    /** {@code 20 Nov}. */
    public static String shortDay(LocalDate day) {
        return DAY_OF_YEAR.format(day);
    }

    /** {@code Nov 2026}. */
    public static String shortMonth(LocalDate day) {
        return SHORT_MONTH.format(day);
    }

    /** {@code November 2026}. */
    public static String month(LocalDate day) {
        return MONTH.format(day);
    }

    /** The same in a language: {@code November 2026} in German, too. */
    public static String month(LocalDate day, SiteMessages words) {
        return DateTimeFormatter.ofPattern(words.say("date.month"), words.isEnglish() ? Locale.ENGLISH : words.locale())
                .format(day);
    }

    /** {@code 20 Nov 2026, 04:15 UTC}. */
    public static String minute(Instant instant) {
        return MINUTE.format(instant.atZone(ZoneOffset.UTC));
    }

    /** {@code 14 Nov – 20 Nov 2026}, both days included. */
    public static String range(LocalDate first, LocalDate last) {
        if (first.equals(last)) {
            return day(last);
        }
        return (first.getYear() == last.getYear() ? shortDay(first) : day(first)) + " – " + day(last);
    }

    /** The same in a language: {@code 14.11.2026 – 20.11.2026} in German. */
    public static String range(LocalDate first, LocalDate last, SiteMessages words) {
        if (words.isEnglish()) {
            return range(first, last);
        }
        return first.equals(last) ? day(last, words) : day(first, words) + " – " + day(last, words);
    }

    /** The same in another language, both days in full. */
    public static String range(LocalDate first, LocalDate last, String language) {
        DateTimeFormatter form =
                DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(Locale.forLanguageTag(language));
        return form.format(first) + " – " + form.format(last);
    }
}
