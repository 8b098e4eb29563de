package dev.limpid.charts;

import dev.limpid.charts.Estimators.Part;
import dev.limpid.charts.Estimators.Share;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Draws one program's charts over the weeks. */
final class TrendBuilder {

    private final List<Week> weeks;

    /** A week by its last day, with its sums. */
    record Week(LocalDate end, ProgramSums sums) {
        private long asked(Slots chart) {
            return ProgramSums.sum(sums.parts(chart), chart.asked());
        }
    }

    TrendBuilder(List<Week> weeks) {
        this.weeks = List.copyOf(weeks);
    }

    /** A chart's trend over the weeks in which it was asked: before it was decided there is nothing, which is not 0. */
    Trend trend(Slots chart) {
        List<Week> asked = weeks.stream().filter(week -> week.asked(chart) > 0).toList();
        if (asked.isEmpty()) {
            return Trend.NONE;
        }
        List<ProgramSums> sums = asked.stream().map(Week::sums).toList();
        List<Trend.Series> series = new ArrayList<>();
        switch (chart.type()) {
            case PARTITION -> {
                for (int i = 0; i < chart.buckets().size(); i++) {
                    int bucket = i;
                    add(
                            series,
                            sums,
                            chart.buckets().get(i),
                            week -> Estimators.share(
                                    week.parts(chart, bucket, null), new Share(chart.bucket(bucket), chart.asked())));
                }
            }
            case HISTOGRAM -> {
                for (int i = 0; i < chart.buckets().size(); i++) {
                    int bucket = i;
                    add(
                            series,
                            sums,
                            chart.buckets().get(i),
                            week -> Estimators.mean(week.parts(chart), chart, bucket));
                }
            }
            case RATIO -> {
                add(
                        series,
                        sums,
                        "installations",
                        week -> Estimators.share(week.parts(chart), new Share(chart.withP(), chart.answered())));
                add(series, sums, "pooled", week -> pooledRatio(week.parts(chart), chart));
            }
            case STACK ->
                add(
                        series,
                        sums,
                        "installations",
                        week -> Estimators.share(week.parts(chart), new Share(chart.answered(), chart.asked())));
        }
        return new Trend(
                asked.stream().map(Week::end).toList(),
                asked.stream().map(week -> week.asked(chart)).toList(),
                series);
    }

    static Estimate pooledRatio(List<Part> parts, Slots chart) {
        return ProgramSums.sum(parts, chart.overOne()) == 0
                ? Estimators.pooled(parts, chart, chart.ratioY())
                : Estimators.pooledAboveOne(parts, chart);
    }

    /** Adds a series unless it was never above 0. */
    private static void add(
            List<Trend.Series> series, List<ProgramSums> sums, String name, Function<ProgramSums, Estimate> estimate) {
        List<Estimate> points = sums.stream().map(estimate).toList();
        if (points.stream().anyMatch(point -> point.value() > 0)) {
            series.add(new Trend.Series(name, points));
        }
    }
}
