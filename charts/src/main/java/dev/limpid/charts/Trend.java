package dev.limpid.charts;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A chart's figures week by week.
 *
 * @param weeks the Mondays of the weeks in which the chart's question was answered, oldest first
 * @param answers how many answers each of these weeks has
 * @param series the lines to draw: one band per bucket that was ever above 0, or the one or two figures of a ratio or
 *     stack chart
 * @param reweighted the same figures reweighted to known margins, if there are any
 * @param firstSeen for each version, the first of these weeks in which any answer names it; empty if the chart does not
 *     distinguish versions
 */
public record Trend(
        List<LocalDate> weeks,
        List<Long> answers,
        List<Series> series,
        List<Reweighted> reweighted,
        List<FirstSeen> firstSeen) {

    /** The name of the figure over all events of a ratio. */
    public static final String POOLED = "pooled";

    /** No trend: there is nothing before this period, or it is too short to compare. */
    public static final Trend NONE = new Trend(List.of(), List.of(), List.of(), List.of());

    /** A trend of a chart that does not distinguish versions. */
    public Trend(List<LocalDate> weeks, List<Long> answers, List<Series> series, List<Reweighted> reweighted) {
        this(weeks, answers, series, reweighted, List.of());
    }

    public Trend {
        weeks = List.copyOf(weeks);
        answers = List.copyOf(answers);
        series = List.copyOf(series);
        reweighted = List.copyOf(reweighted);
        firstSeen = List.copyOf(firstSeen);
        for (Series one : series) {
            check(one.name(), one.points(), weeks);
        }
        for (Reweighted one : reweighted) {
            check(one.name(), one.points(), weeks);
        }
    }

    private static void check(String name, List<?> points, List<LocalDate> weeks) {
        if (points.size() != weeks.size()) {
            throw new IllegalArgumentException("series " + name + " has " + points.size()
                    + " points, expected one for each of " + weeks.size() + " weeks");
        }
    }

    /** One line with its band: a point for every week. */
    public record Series(String name, List<Estimate> points) {
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A version, and the first week of the trend in which any answer names it. */
    public record FirstSeen(String version, LocalDate week) {}

    /** One line of reweighted figures, with a gap in each week whose answers cannot be matched to the margins. */
    public record Reweighted(String name, List<Optional<Estimate>> points) {
        public Reweighted {
            points = List.copyOf(points);
        }
    }
}
