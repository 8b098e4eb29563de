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
 * What the last look back found: what feeds tell once, and what stays worth knowing until the next one.
 *
 * @param week the Monday of the week that was looked back from
 * @param distances over how many weeks, as far as these were published
 * @param changes the certain changes of all charts, the clearest first
 */
public record LookBack(LocalDate week, List<Integer> distances, List<SlowChange> changes) {

    /** Of a week to which answers may still come nothing is certain; then the look before it is the last one. */
    private static final int LOOKS = 2;

    public LookBack {
        distances = List.copyOf(distances);
        changes = List.copyOf(changes);
    }

    /** Where the charts of weeks are read. */
    @FunctionalInterface
    public interface Weeks {

        /** The charts of the week of this Monday, if they were published. */
        Optional<ChartSet> charts(LocalDate monday) throws IOException;
    }

    /**
     * The last one in some week or before it.
     *
     * @param monday the week's Monday
     * @param weeks where charts are read: of at most six weeks
     */
    public static Optional<LookBack> last(LocalDate monday, Weeks weeks) throws IOException {
        LocalDate week = monday;
        for (int look = 0; look < LOOKS; look++) {
            while (SlowChange.distances(week).isEmpty()) {
                week = week.minusWeeks(1);
            }
            Optional<ChartSet> set = weeks.charts(week).filter(one -> !isProvisional(one));
            if (set.isPresent()) {
                return from(set.get(), SlowChange.distances(week), weeks);
            }
            week = week.minusWeeks(1);
        }
        return Optional.empty();
    }

    private static boolean isProvisional(ChartSet set) {
        return set.weeks().stream().anyMatch(ChartSet.WeekAnswers::provisional);
    }

    /**
     * One from a week.
     *
     * @param set the week's charts
     * @param distances over how many weeks
     * @return empty if no earlier week was published
     */
    public static Optional<LookBack> from(ChartSet set, List<Integer> distances, Weeks weeks) throws IOException {
        LocalDate week = set.period().from();
        Map<Integer, ChartSet> earlier = new TreeMap<>();
        for (int distance : distances) {
            weeks.charts(week.minusWeeks(distance)).ifPresent(then -> earlier.put(distance, then));
        }
        return earlier.isEmpty()
                ? Optional.empty()
                : Optional.of(new LookBack(week, new ArrayList<>(earlier.keySet()), SlowChange.of(set, earlier)));
    }

    /** Those of one chart, by its full name. */
    public List<SlowChange> of(String chart) {
        return changes.stream()
                .filter(change -> change.chart().title().chart().equals(chart))
                .toList();
    }
}
