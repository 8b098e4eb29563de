package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.Figure;
import java.util.ArrayList;
import java.util.List;

/** The figures that a chart shows in a line each: of a week in its trend, of a version in its split. */
final class ShownFigures {

    private ShownFigures() {}

    /** Their names, the same for all weeks and cells of a chart. */
    static List<String> names(PlannedChart chart) {
        return switch (chart.type()) {
            case PARTITION, HISTOGRAM -> chart.columns();
            case RATIO -> List.of("installations", "pooled");
            case STACK -> List.of("installations");
        };
    }

    /** The figures, in the order of their names. */
    static List<Figure> of(PlannedChart chart, AnswerEstimates estimates, Certainty certainty) {
        List<String> names = names(chart);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            Estimate estimate = switch (chart.type()) {
                case PARTITION -> estimates.share(i);
                case HISTOGRAM -> estimates.mean(i);
                case RATIO -> i == 0 ? estimates.withP() : estimates.ratio();
                case STACK -> estimates.answeredShare();
            };
            figures.add(new Figure(names.get(i), certainty.of(estimate)));
        }
        return figures;
    }
}
