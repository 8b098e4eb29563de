package dev.limpid.charts.result;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Trend;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.IntervalStatus;
import dev.limpid.charts.fold.AnswerFold;

/** Draws only one chart, without its trend: for tests that draw thousands. */
public final class OneChart {

    private OneChart() {}

    public static ChartResult draw(AnswerFold fold, ChartWeeks weeks) {
        return new ChartBuilder(fold, weeks, IntervalStatus.SURE, Trend.NONE).build();
    }
}
