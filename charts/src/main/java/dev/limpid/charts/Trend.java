package dev.limpid.charts;

import java.time.LocalDate;
import java.util.List;

/**
 * A chart's figures week by week. Each week is the seven days that end on its date.
 *
 * @param weeks the last days of the weeks in which reports were asked for the chart, oldest first
 * @param asked how many reports were asked in each of these weeks
 * @param series what is drawn: one band per bucket that was ever above 0, or the one or two figures of a ratio or stack
 *     chart
 */
public record Trend(List<LocalDate> weeks, List<Long> asked, List<Series> series) {

    /** Nothing before this period, or a period too short to compare. */
    public static final Trend NONE = new Trend(List.of(), List.of(), List.of());

    public Trend {
        weeks = List.copyOf(weeks);
        asked = List.copyOf(asked);
        series = List.copyOf(series);
        for (Series one : series) {
            if (one.points().size() != weeks.size()) {
                throw new IllegalArgumentException("series " + one.name() + " has "
                        + one.points().size() + " points, expected one for each of " + weeks.size() + " weeks");
            }
        }
    }

    /** One line with its band: a point for every week. */
    public record Series(String name, List<Estimate> points) {
        public Series {
            points = List.copyOf(points);
        }
    }
}
