package dev.limpid.charts.draw;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Trend;
import dev.limpid.charts.estimate.Certainty;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.fold.AnswerFold;

/** Draws only one chart, without its trend: for tests that draw thousands. */
public final class OneChart {

    private OneChart() {}

    public static DrawnChart draw(AnswerFold fold, ChartWeeks weeks) {
        return new ChartBuilder(fold, weeks, Certainty.SURE, Trend.NONE).build();
    }
}
