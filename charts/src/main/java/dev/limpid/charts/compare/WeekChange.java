package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.charts.statistics.Holm;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure that certainly differs from the week before. All figures that two neighbouring weeks have, in all charts of
 * a set, are tested together by {@link Holm}'s method: if nothing changed, at most 1 week in 100 reports any change.
 * Weeks to which answers can still arrive have no intervals and are not compared.
 *
 * <p>The figures of both weeks are treated as independent. Most machines take part in both, so the figures rise and
 * fall together and differ by less than independent ones: a change that is certain under this assumption is certain.
 *
 * @param chart the chart
 * @param figure the figure's name, as in {@link Trend.Series}
 * @param week the Monday of the later week
 * @param before the figure in the week before
 * @param now the figure in the later week
 * @param mayBeOfOneNetwork whether one network could have caused it with all the answers that it may give in either
 *     week; always true of a figure over all events
 */
public record WeekChange(
        ChartResult chart, String figure, LocalDate week, Estimate before, Estimate now, boolean mayBeOfOneNetwork) {
    private static final int DAYS = 7;

    /**
     * The figures of two weeks, as tested.
     *
     * @param withoutNetwork how clearly they differ without the answers that one network may have given
     */
    private record Candidate(
            ChartResult chart,
            String figure,
            LocalDate week,
            Estimate before,
            Estimate now,
            double z,
            double withoutNetwork) {
        WeekChange of(int candidates) {
            return new WeekChange(chart, figure, week, before, now, !Holm.isSignificant(withoutNetwork, candidates));
        }
    }

    /** The certain changes of all charts, newest week first, and within a week clearest first. */
    public static List<WeekChange> of(ChartSet set) {
        Map<LocalDate, List<Candidate>> byWeek = new HashMap<>();
        set.programs().forEach(program -> program.charts().forEach(chart -> addCandidates(chart, byWeek)));
        List<WeekChange> certain = new ArrayList<>();
        byWeek.keySet().stream()
                .sorted(Comparator.reverseOrder())
                .forEach(week -> certain.addAll(certain(byWeek.getOrDefault(week, List.of()))));
        return certain;
    }

    private static void addCandidates(ChartResult chart, Map<LocalDate, List<Candidate>> byWeek) {
        Trend trend = chart.trend();
        for (Trend.Series series : trend.series()) {
            for (int i = 1; i < trend.weeks().size(); i++) {
                LocalDate week = trend.weeks().get(i);
                Estimate before = series.points().get(i - 1);
                Estimate now = series.points().get(i);
                boolean isNext = ChronoUnit.DAYS.between(trend.weeks().get(i - 1), week) == DAYS;
                if (isNext && before.hasInterval() && now.hasInterval()) {
                    byWeek.computeIfAbsent(week, any -> new ArrayList<>())
                            .add(candidate(chart, series.name(), i, before, now));
                }
            }
        }
    }

    private static Candidate candidate(ChartResult chart, String figure, int at, Estimate before, Estimate now) {
        Trend trend = chart.trend();
        boolean ofEvents = chart instanceof ChartResult.Ratio && figure.equals(Trend.POOLED);
        SeparationWithoutNetwork.Basis then =
                SeparationWithoutNetwork.Basis.of(chart, trend.answers().get(at - 1));
        SeparationWithoutNetwork.Basis week =
                SeparationWithoutNetwork.Basis.of(chart, trend.answers().get(at));
        return new Candidate(
                chart,
                figure,
                trend.weeks().get(at),
                before,
                now,
                PublishedSeparation.z(before, now),
                ofEvents ? 0 : SeparationWithoutNetwork.z(before, then, now, week));
    }

    private static List<WeekChange> certain(List<Candidate> candidates) {
        return Holm.significant(candidates, Candidate::z).stream()
                .map(one -> one.of(candidates.size()))
                .filter(WeekChange::isWorthNaming)
                .toList();
    }

    private boolean isWorthNaming() {
        return Difference.isWorthNaming(before, now);
    }
}
