package dev.limpid.charts.result;

import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.estimate.IntervalStatus;
import dev.limpid.charts.estimate.ShownFigures;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.SplitPlan;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Builds the trend of a chart; each week is computed by its own configurations and rates. */
final class TrendBuilder {

    private final AnswerFold fold;
    private final IncompleteWeeks incomplete;
    private final LocalDate periodStart;
    private final int newest;

    /**
     * For the trends of a period's charts.
     *
     * @param periodStart the first day of the period
     * @param newest the configuration in force, or -1 if it is not known
     */
    TrendBuilder(AnswerFold fold, IncompleteWeeks incomplete, LocalDate periodStart, int newest) {
        this.fold = fold;
        this.incomplete = incomplete;
        this.periodStart = periodStart;
        this.newest = newest;
    }

    /**
     * A chart's trend over the weeks in which it was answered. Weeks before it was decided are missing, not 0.
     *
     * @param clip the most that one machine counts as, the same in all of these weeks and in the period's chart
     */
    Trend trend(PlannedChart chart, List<LocalDate> candidates, Clip clip) {
        List<LocalDate> weeks = new ArrayList<>();
        List<Long> answers = new ArrayList<>();
        List<List<Figure>> figures = new ArrayList<>();
        List<Optional<List<Figure>>> reweighted = new ArrayList<>();
        for (LocalDate week : candidates) {
            ChartWeeks of = new ChartWeeks(fold, chart, List.of(week), newest(week), clip);
            if (of.estimates().answers() > 0) {
                IntervalStatus intervalStatus = of.estimates().intervalStatus(incomplete.intervalStatus(List.of(week)));
                weeks.add(week);
                answers.add(of.estimates().answers());
                figures.add(ShownFigures.of(chart, of.estimates(), intervalStatus));
                reweighted.add(of.reweighted().map(some -> ShownFigures.of(chart, some, intervalStatus)));
            }
        }
        if (weeks.isEmpty()) {
            return Trend.NONE;
        }
        List<Trend.Series> series = new ArrayList<>();
        List<Trend.Reweighted> others = new ArrayList<>();
        List<String> names = ShownFigures.names(chart);
        for (int i = 0; i < names.size(); i++) {
            int at = i;
            List<Estimate> points =
                    figures.stream().map(week -> week.get(at).estimate()).toList();
            // Configurations list values that never occur; these are not shown.
            if (points.stream().anyMatch(point -> point.value() > 0)) {
                series.add(new Trend.Series(names.get(at), points));
                if (isReweighted(chart, at) && reweighted.stream().anyMatch(Optional::isPresent)) {
                    others.add(new Trend.Reweighted(
                            names.get(at),
                            reweighted.stream()
                                    .map(week -> week.map(some -> some.get(at).estimate()))
                                    .toList()));
                }
            }
        }
        return new Trend(weeks, answers, series, others, since(chart, weeks));
    }

    /**
     * When each version was first named. There is no other source for its release date: configurations list versions
     * without dates.
     */
    private List<Trend.FirstSeen> since(PlannedChart chart, List<LocalDate> weeks) {
        int at = AnswerFold.versionSplitIndex(chart);
        if (at < 0) {
            return List.of();
        }
        SplitPlan versions = chart.splits().get(at);
        List<Trend.FirstSeen> since = new ArrayList<>();
        for (int value = 0; value < versions.values().size() - 1; value++) {
            long cell = versions.cell(value);
            String version = versions.values().get(value);
            weeks.stream()
                    .filter(week -> !fold.of(chart, List.of(week), cell).isEmpty())
                    .findFirst()
                    .ifPresent(week -> since.add(new Trend.FirstSeen(version, week)));
        }
        return since;
    }

    /**
     * The newest configuration that may have asked a machine in a week. For weeks of the period this is the one that
     * their charts assume, so that two figures on one page agree about one week. For an earlier week it is the newest
     * one that answers of the following week name: it may have been in force earlier without any machine being drawn.
     */
    private int newest(LocalDate week) {
        return week.isBefore(periodStart) ? fold.newestConfig(week.plusWeeks(1)) : newest;
    }

    /** Margins are shares of machines, so figures over events are not reweighted to them. */
    private static boolean isReweighted(PlannedChart chart, int figure) {
        return !(chart.type() == dev.limpid.protocol.chart.ChartType.RATIO && figure == 1);
    }
}
