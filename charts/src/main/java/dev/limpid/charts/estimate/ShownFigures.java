package dev.limpid.charts.estimate;

import dev.limpid.charts.ChartResult.Figure;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.statistics.Intervals;
import dev.limpid.charts.statistics.Moments;
import dev.limpid.protocol.chart.ChartType;
import java.util.ArrayList;
import java.util.List;

/** The figures that a chart shows as single numbers: for each week in its trend, and for each value in its splits. */
public final class ShownFigures {

    private ShownFigures() {}

    /** Their names, the same for all weeks and cells of a chart. */
    public static List<String> names(PlannedChart chart) {
        return switch (chart.type()) {
            case PARTITION, HISTOGRAM -> chart.columns();
            case RATIO -> List.of("installations", "pooled");
            case STACK -> List.of("installations");
        };
    }

    /** The figures, in the order of their names. */
    public static List<Figure> of(PlannedChart chart, AnswerEstimates estimates, IntervalStatus intervalStatus) {
        List<String> names = names(chart);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Estimate estimate = estimate(chart, i, moments(chart, estimates, i), Intervals.Z);
            figures.add(new Figure(names.get(i), intervalStatus.applyTo(estimate)));
        }
        return figures;
    }

    /**
     * The sums that one of the figures is computed from. Those of disjoint sets of machines add up to those of all
     * machines.
     */
    public static Moments moments(PlannedChart chart, AnswerEstimates estimates, int figure) {
        return switch (chart.type()) {
            case PARTITION -> estimates.shareMoments(figure);
            case HISTOGRAM -> estimates.meanMoments(figure);
            case RATIO -> figure == 0 ? estimates.numeratorMoments() : estimates.pooledMoments(0);
            case STACK -> estimates.answeredMoments();
        };
    }

    /** One of the figures, from its sums, with an interval of {@code z} standard deviations. */
    public static Estimate estimate(PlannedChart chart, int figure, Moments moments, double z) {
        boolean ofEvents = chart.type() == ChartType.RATIO && figure == 1;
        return ofEvents ? moments.odds(z) : moments.share(z);
    }
}
