package dev.limpid.web.layout;

import dev.limpid.charts.Period;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.SiteMessages;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The period that a page shows among those that have charts.
 *
 * @param all the periods that have charts, newest first
 * @param shown the period that is shown
 */
public record PeriodChoice(List<Period> all, Period shown) {
    private static final Comparator<Period> NEWEST_FIRST = Comparator.comparing(Period::to)
            .reversed()
            .thenComparing(Comparator.comparing(Period::from).reversed());

    /** The largest number of periods that are listed next to the shown one. */
    private static final int NEARBY = 12;

    public PeriodChoice {
        all = newestFirst(all);
    }

    /** The periods by the day they end, the newest first; of those that end on the same day the shortest first. */
    public static List<Period> newestFirst(List<Period> all) {
        return all.stream().sorted(NEWEST_FIRST).toList();
    }

    /** The period that is shown by default: the newest week, otherwise the newest period. */
    public static Optional<Period> latest(List<Period> all) {
        List<Period> sorted = newestFirst(all);
        return sorted.stream()
                .filter(period -> period.kind() == Period.Kind.WEEK)
                .findFirst()
                .or(() -> sorted.stream().findFirst());
    }

    /** The period that contains a day and ends first, of this kind if possible, otherwise of any kind. */
    public static Optional<Period> containing(List<Period> all, LocalDate day, String kind) {
        Comparator<Period> asked =
                Comparator.comparing(period -> !period.kind().name().equalsIgnoreCase(kind));
        return all.stream()
                .filter(period -> period.contains(day))
                .min(asked.thenComparing(Period::to).thenComparing(Period::from));
    }

    /** The period in words. */
    public static String words(Period period) {
        return words(period, SiteMessages.ENGLISH);
    }

    /** The same in another language. */
    public static String words(Period period, SiteMessages words) {
        return switch (period.kind()) {
            case WEEK -> words.say("period.week", "days", Dates.range(period.from(), period.to(), words));
            case MONTH -> Dates.month(period.from(), words);
            case SPAN -> Dates.range(period.from(), period.to(), words);
        };
    }

    /** A kind of period, as in forms and in the keys of sentences. */
    public static String key(Period.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The kinds that have charts. */
    public List<Period.Kind> kinds() {
        return all.stream().map(Period::kind).distinct().sorted().toList();
    }

    /** The nearest period of another kind: the one that contains the last shown day, otherwise the newest. */
    public Period nearest(Period.Kind kind) {
        LocalDate day = shown.to();
        List<Period> ofKind =
                all.stream().filter(period -> period.kind() == kind).toList();
        return ofKind.stream()
                .filter(period -> period.contains(day))
                .min(Comparator.comparing(Period::to))
                .orElse(ofKind.get(0));
    }

    /** The next older period of the same kind. */
    public Optional<Period> older() {
        return all.stream()
                .filter(period -> period.kind() == shown.kind()
                        && !overlaps(period)
                        && period.to().isBefore(shown.to()))
                .findFirst();
    }

    /** The next newer period of the same kind. */
    public Optional<Period> newer() {
        return all.stream()
                .filter(period -> period.kind() == shown.kind()
                        && !overlaps(period)
                        && period.to().isAfter(shown.to()))
                .reduce((newer, older) -> older);
    }

    /** The nearest older periods of the same kind, without overlaps, that are listed next to the shown one. */
    public List<Period> nearby() {
        List<Period> nearby = new ArrayList<>();
        Period last = shown;
        for (Period period : all) {
            boolean older = period.to().isBefore(last.from());
            if (period.kind() == shown.kind() && older && nearby.size() < NEARBY) {
                nearby.add(period);
                last = period;
            }
        }
        return nearby;
    }

    /** The first day that has a chart. */
    public LocalDate first() {
        return all.stream().map(Period::from).min(LocalDate::compareTo).orElse(shown.from());
    }

    /** The last day that has a chart. */
    public LocalDate last() {
        return all.get(0).to();
    }

    /** The kind of the shown period, as in forms. */
    public String kind() {
        return key(shown.kind());
    }

    private boolean overlaps(Period other) {
        return !other.to().isBefore(shown.from()) && !other.from().isAfter(shown.to());
    }
}
