package dev.limpid.charts.compare;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.charts.statistics.Holm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A figure that certainly is another one than a quarter, half a year, a year or two years before. What changes slowly differs
 * too little from one week to the next to be a {@link WeekChange} ever. So every 13th week is looked back from: in each
 * quarter to the one before, in every second to half a year before, in every fourth to a year, in every eighth to two years. So
 * a change is told at most four times, whatever has been told before, and nobody has to remember it.
 *
 * <p>All figures of all charts and all these distances of one week are judged together, by {@link Holm}'s method: of such weeks
 * before which nothing changed, at most 1 in 100 has any. Both weeks' figures are taken for independent; machines that take
 * part in both make them differ by less.
 *
 * <p>Figures of two chart sets are compared, each as it was published. Figures over all events are not: each set clips them at
 * its own number, so they are two quantities. Nor is a chart that counts other things than it did.
 *
 * @param chart the chart
 * @param figure the figure's name, as in {@link Trend.Series}
 * @param week the Monday of the later week
 * @param weeks how many weeks lie between both
 * @param before the figure then
 * @param now the figure in the week
 * @param mayBeOfOneNetwork whether one network could have made it with all that it may give in either week
 */
public record SlowChange(
        DrawnChart chart,
        String figure,
        LocalDate week,
        int weeks,
        Estimate before,
        Estimate now,
        boolean mayBeOfOneNetwork) {

    /** How many weeks lie between two looks back. */
    public static final int QUARTER = 13;

    private static final int DAYS = 7;
    private static final int MOST_QUARTERS = 8;

    /**
     * Two weeks' figures.
     *
     * @param withoutNetwork how clear they are without what one network may have given
     */
    private record Candidate(
            DrawnChart chart,
            String figure,
            LocalDate week,
            int weeks,
            Estimate before,
            Estimate now,
            double z,
            double withoutNetwork) {
        SlowChange of(int looked) {
            return new SlowChange(chart, figure, week, weeks, before, now, !Holm.isCertain(withoutNetwork, looked));
        }
    }

    /**
     * How many weeks before a week it is compared with; none in most weeks.
     *
     * @param monday the week's Monday
     */
    public static List<Integer> distances(LocalDate monday) {
        long week = Math.floorDiv(monday.toEpochDay(), DAYS);
        List<Integer> distances = new ArrayList<>();
        if (Math.floorMod(week, QUARTER) == 0) {
            for (int quarters = 1; quarters <= MOST_QUARTERS; quarters *= 2) {
                if (Math.floorMod(week / QUARTER, quarters) == 0) {
                    distances.add(quarters * QUARTER);
                }
            }
        }
        return distances;
    }

    /**
     * The certain changes, the clearest first.
     *
     * @param set the charts of one week
     * @param earlier those of the weeks that lie {@link #distances} before, as far as there are any, by the distance
     */
    public static List<SlowChange> of(ChartSet set, Map<Integer, ChartSet> earlier) {
        List<Candidate> looked = new ArrayList<>();
        earlier.forEach((weeks, before) -> {
            Map<String, DrawnChart> charts = new HashMap<>();
            before.programs()
                    .forEach(program -> program.charts()
                            .forEach(chart -> charts.put(chart.title().chart(), chart)));
            set.programs()
                    .forEach(program -> program.charts()
                            .forEach(chart -> Optional.ofNullable(
                                            charts.get(chart.title().chart()))
                                    .filter(then -> ChartComparability.areOnOneLine(then, chart))
                                    .ifPresent(then ->
                                            look(chart, then, set.period().from(), weeks, looked))));
        });
        return Holm.certain(looked, Candidate::z).stream()
                .map(one -> one.of(looked.size()))
                .filter(change -> Difference.isWorthNaming(change.before, change.now))
                .toList();
    }

    private static void look(DrawnChart chart, DrawnChart then, LocalDate week, int weeks, List<Candidate> looked) {
        Map<String, Estimate> before = figures(then, week.minusWeeks(weeks));
        figures(chart, week).forEach((name, now) -> {
            Estimate old = before.get(name);
            if (old != null) {
                double without = SeparationWithoutNetwork.z(
                        old,
                        SeparationWithoutNetwork.Basis.of(then, then.answers()),
                        now,
                        SeparationWithoutNetwork.Basis.of(chart, chart.answers()));
                looked.add(new Candidate(chart, name, week, weeks, old, now, PublishedSeparation.z(old, now), without));
            }
        });
    }

    /** What a chart says of a week, where it says how sure it is. */
    private static Map<String, Estimate> figures(DrawnChart chart, LocalDate week) {
        Map<String, Estimate> figures = new HashMap<>();
        int at = chart.trend().weeks().indexOf(week);
        for (Trend.Series series :
                at < 0 ? List.<Trend.Series>of() : chart.trend().series()) {
            boolean ofEvents =
                    chart instanceof DrawnChart.Ratio && series.name().equals(Trend.POOLED);
            if (!ofEvents && series.points().get(at).hasInterval()) {
                figures.put(series.name(), series.points().get(at));
            }
        }
        return figures;
    }
}
