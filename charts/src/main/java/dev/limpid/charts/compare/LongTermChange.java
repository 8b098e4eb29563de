package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
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
 * A figure that certainly differs from a quarter, half a year, a year or two years before. A slow change is too small
 * from one week to the next ever to be a {@link WeekChange}. So every 13th week is compared with earlier ones: each
 * with the quarter before, every second one with half a year before, every fourth with a year, every eighth with two
 * years. A change is thus reported at most four times, and no state is needed to know what was reported before.
 *
 * <p>All figures of all charts and all distances of one week are tested together, by {@link Holm}'s method: if nothing
 * changed, at most 1 such week in 100 reports any change. The figures of both weeks are treated as independent;
 * machines that take part in both make them differ by less.
 *
 * <p>Figures of two chart sets are compared as they were published. Figures over all events are not compared: each set
 * clips them at its own number, so they are different quantities. A chart that no longer counts the same thing is not
 * compared either.
 *
 * @param chart the chart
 * @param figure the figure's name, as in {@link Trend.Series}
 * @param week the Monday of the later week
 * @param weeks how many weeks are between both
 * @param before the figure in the earlier week
 * @param now the figure in the later week
 * @param mayBeOfOneNetwork whether one network could have caused it with all the answers that it may give in either
 *     week
 */
public record LongTermChange(
        ChartResult chart,
        String figure,
        LocalDate week,
        int weeks,
        Estimate before,
        Estimate now,
        boolean mayBeOfOneNetwork) {

    /** The number of weeks between two comparisons with earlier weeks. */
    public static final int QUARTER = 13;

    private static final int DAYS = 7;
    private static final int MOST_QUARTERS = 8;

    /**
     * The figures of two weeks, as tested.
     *
     * @param withoutNetwork how clearly they differ without the answers that one network may have given
     */
    private record Candidate(
            ChartResult chart,
            String figure,
            LocalDate week,
            int weeks,
            Estimate before,
            Estimate now,
            double z,
            double withoutNetwork) {
        LongTermChange of(int candidates) {
            return new LongTermChange(
                    chart, figure, week, weeks, before, now, !Holm.isSignificant(withoutNetwork, candidates));
        }
    }

    /**
     * How many weeks back a week is compared; empty for most weeks.
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
     * The certain changes, clearest first.
     *
     * @param set the charts of one week
     * @param earlier the charts of the weeks {@link #distances} before, by distance, if there are any
     */
    public static List<LongTermChange> of(ChartSet set, Map<Integer, ChartSet> earlier) {
        List<Candidate> candidates = new ArrayList<>();
        earlier.forEach((weeks, before) -> {
            Map<String, ChartResult> charts = new HashMap<>();
            before.programs()
                    .forEach(program -> program.charts()
                            .forEach(chart -> charts.put(chart.title().chart(), chart)));
            set.programs()
                    .forEach(program -> program.charts()
                            .forEach(chart -> Optional.ofNullable(
                                            charts.get(chart.title().chart()))
                                    .filter(then -> ChartComparability.canShareOneSeries(then, chart))
                                    .ifPresent(then -> addCandidates(
                                            chart, then, set.period().from(), weeks, candidates))));
        });
        return Holm.significant(candidates, Candidate::z).stream()
                .map(one -> one.of(candidates.size()))
                .filter(change -> Difference.isWorthNaming(change.before, change.now))
                .toList();
    }

    private static void addCandidates(
            ChartResult chart, ChartResult then, LocalDate week, int weeks, List<Candidate> candidates) {
        Map<String, Estimate> before = figures(then, week.minusWeeks(weeks));
        figures(chart, week).forEach((name, now) -> {
            Estimate old = before.get(name);
            if (old != null) {
                double without = SeparationWithoutNetwork.z(
                        old,
                        SeparationWithoutNetwork.Basis.of(then, then.answers()),
                        now,
                        SeparationWithoutNetwork.Basis.of(chart, chart.answers()));
                candidates.add(
                        new Candidate(chart, name, week, weeks, old, now, PublishedSeparation.z(old, now), without));
            }
        });
    }

    /** The figures of a chart in a week that have an interval. */
    private static Map<String, Estimate> figures(ChartResult chart, LocalDate week) {
        Map<String, Estimate> figures = new HashMap<>();
        int at = chart.trend().weeks().indexOf(week);
        for (Trend.Series series :
                at < 0 ? List.<Trend.Series>of() : chart.trend().series()) {
            boolean ofEvents =
                    chart instanceof ChartResult.Ratio && series.name().equals(Trend.POOLED);
            if (!ofEvents && series.points().get(at).hasInterval()) {
                figures.put(series.name(), series.points().get(at));
            }
        }
        return figures;
    }
}
