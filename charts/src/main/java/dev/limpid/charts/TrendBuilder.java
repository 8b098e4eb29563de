package dev.limpid.charts;

import dev.limpid.charts.Estimators.Part;
import dev.limpid.charts.Estimators.Share;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Draws one program's charts over the weeks. */
final class TrendBuilder {

    private final List<LocalDate> weeks;
    private final List<ProgramSums> sums;

    TrendBuilder(List<LocalDate> weeks, List<ProgramSums> sums) {
        this.weeks = weeks;
        this.sums = sums;
    }

    Trend trend(Slots chart) {
        if (weeks.isEmpty()) {
            return Trend.NONE;
        }
        List<Long> asked = sums.stream()
                .map(week -> ProgramSums.sum(week.parts(chart), chart.asked()))
                .toList();
        List<Trend.Series> series = new ArrayList<>();
        switch (chart.type()) {
            case PARTITION -> {
                for (int i = 0; i < chart.buckets().size(); i++) {
                    int bucket = i;
                    add(
                            series,
                            chart.buckets().get(i),
                            week -> Estimators.share(
                                    week.parts(chart, bucket, null), new Share(chart.bucket(bucket), chart.asked())));
                }
            }
            case HISTOGRAM -> {
                for (int i = 0; i < chart.buckets().size(); i++) {
                    int bucket = i;
                    add(series, chart.buckets().get(i), week -> Estimators.mean(week.parts(chart), chart, bucket));
                }
            }
            case RATIO -> {
                add(
                        series,
                        "installations",
                        week -> Estimators.share(week.parts(chart), new Share(chart.withP(), chart.answered())));
                add(series, "pooled", week -> pooledRatio(week.parts(chart), chart));
            }
            case STACK ->
                add(
                        series,
                        "installations",
                        week -> Estimators.share(week.parts(chart), new Share(chart.answered(), chart.asked())));
        }
        return new Trend(weeks, asked, series);
    }

    static Estimate pooledRatio(List<Part> parts, Slots chart) {
        return ProgramSums.sum(parts, chart.overOne()) == 0
                ? Estimators.pooled(parts, chart, chart.ratioY())
                : Estimators.pooledAboveOne(parts, chart);
    }

    /** Adds a series unless it was never above 0. */
    private void add(List<Trend.Series> series, String name, Function<ProgramSums, Estimate> estimate) {
        List<Estimate> points = sums.stream().map(estimate).toList();
        if (points.stream().anyMatch(point -> point.value() > 0)) {
            series.add(new Trend.Series(name, points));
        }
    }
}
