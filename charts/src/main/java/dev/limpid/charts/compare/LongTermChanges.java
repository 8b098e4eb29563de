package dev.limpid.charts.compare;

import dev.limpid.charts.ChartSet;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The changes found by comparing one week with earlier ones. Feeds report them once; pages show them until the next
 * comparison.
 *
 * @param week the Monday of the week that was compared with earlier weeks
 * @param distances how many weeks earlier the compared weeks are; only weeks that were published
 * @param changes the certain changes of all charts, the clearest first
 */
public record LongTermChanges(LocalDate week, List<Integer> distances, List<LongTermChange> changes) {

    /**
     * Nothing is certain about a week while answers can still arrive; until then the previous comparison is used.
     */
    private static final int MAX_ATTEMPTS = 2;

    public LongTermChanges {
        distances = List.copyOf(distances);
        changes = List.copyOf(changes);
    }

    /** Reads the charts of weeks. */
    @FunctionalInterface
    public interface Weeks {

        /** The charts of the week of this Monday, if they were published. */
        Optional<ChartSet> charts(LocalDate monday) throws IOException;
    }

    /**
     * The most recent comparison, made in the given week or an earlier one.
     *
     * @param monday the week's Monday
     * @param weeks reads the charts, of at most six weeks
     */
    public static Optional<LongTermChanges> mostRecent(LocalDate monday, Weeks weeks) throws IOException {
        LocalDate week = monday;
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            while (LongTermChange.distances(week).isEmpty()) {
                week = week.minusWeeks(1);
            }
            Optional<ChartSet> set = weeks.charts(week).filter(one -> !isProvisional(one));
            if (set.isPresent()) {
                return from(set.get(), LongTermChange.distances(week), weeks);
            }
            week = week.minusWeeks(1);
        }
        return Optional.empty();
    }

    private static boolean isProvisional(ChartSet set) {
        return set.weeks().stream().anyMatch(ChartSet.WeekAnswers::provisional);
    }

    /**
     * Compares one week with earlier ones.
     *
     * @param set the week's charts
     * @param distances over how many weeks
     * @return empty if no earlier week was published
     */
    public static Optional<LongTermChanges> from(ChartSet set, List<Integer> distances, Weeks weeks)
            throws IOException {
        LocalDate week = set.period().from();
        Map<Integer, ChartSet> earlier = new TreeMap<>();
        for (int distance : distances) {
            weeks.charts(week.minusWeeks(distance)).ifPresent(then -> earlier.put(distance, then));
        }
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new LongTermChanges(week, new ArrayList<>(earlier.keySet()), LongTermChange.of(set, earlier)));
    }

    /** The changes of one chart, by its full name. */
    public List<LongTermChange> of(String chart) {
        return changes.stream()
                .filter(change -> change.chart().title().chart().equals(chart))
                .toList();
    }
}
