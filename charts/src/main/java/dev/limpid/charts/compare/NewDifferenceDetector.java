package dev.limpid.charts.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.statistics.Holm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides which differences between machines are news in a week. If a chart finds a difference in one week and not in
 * the next, that reflects the number of answers and not a change (A. Gelman and H. Stern, The difference between
 * "significant" and "not significant" is not itself statistically significant, The American Statistician 60 (2006)). So
 * a difference is news only if none of the {@value #MEMORY} weeks before had it. It is tested together with those of
 * all charts of the week (with m charts, each tested on its own, it must be m times as unlikely), since people who
 * follow a collection read all of them: of weeks in which no machines differ, at most 1 in 100 has any news.
 *
 * <p>Once a difference was news, it is remembered for as long as the chart on its own keeps finding it. A difference
 * that a chart finds on its own, and that was never news, becomes news as soon as it is clear enough. Mutable, for one
 * thread.
 */
public final class NewDifferenceDetector {

    /** For how many weeks a difference is remembered. */
    public static final int MEMORY = 16;

    private final int most;
    private final Map<String, LocalDate> found = new HashMap<>();

    /**
     * A difference that is news.
     *
     * @param chart the chart that shows it
     * @param difference the difference
     * @param name identifies the same difference in other weeks
     */
    public record News(ChartResult chart, Difference difference, String name) {}

    /**
     * Starts with nothing found.
     *
     * @param most the most differences that are reported per chart
     */
    public NewDifferenceDetector(int most) {
        this.most = most;
    }

    /**
     * The news of a week. Call it for the weeks in their order. A week that is skipped, since answers can still arrive,
     * counts as one without differences.
     *
     * @param week the charts of one week
     */
    public List<News> in(ChartSet week) {
        List<ChartResult> charts = week.programs().stream()
                .flatMap(program -> program.charts().stream())
                .toList();
        long judged =
                charts.stream().filter(chart -> chart.comparisonCount() > 0).count();
        LocalDate monday = week.period().from();
        List<News> news = new ArrayList<>();
        for (ChartResult chart : charts) {
            Set<String> kept = new HashSet<>();
            chart.splits().stream()
                    .flatMap(split -> split.differences().stream())
                    .map(difference -> name(chart, difference))
                    .filter(name -> isRemembered(name, monday))
                    .forEach(kept::add);
            for (Difference difference : Difference.mostNotable(chart, most)) {
                String name = name(chart, difference);
                if (judged * difference.p() <= Holm.ERROR && !isRemembered(name, monday)) {
                    news.add(new News(chart, difference, name));
                    kept.add(name);
                }
            }
            kept.forEach(name -> found.put(name, monday));
        }
        return news;
    }

    private boolean isRemembered(String name, LocalDate week) {
        LocalDate last = found.get(name);
        return last != null && !last.isBefore(week.minusWeeks(MEMORY));
    }

    /** Leaves out the version since which it exists: later weeks determine that more exactly. */
    private static String name(ChartResult chart, Difference difference) {
        return chart.title().chart() + "/" + difference.by().word() + "/"
                + difference.value().orElse("") + "/" + difference.figure() + "/" + difference.isHigher();
    }
}
