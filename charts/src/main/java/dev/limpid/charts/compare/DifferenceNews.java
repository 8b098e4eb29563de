package dev.limpid.charts.compare;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.statistics.Holm;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which differences between machines are news in a week. A chart that finds a difference in one week and not in the next tells of
 * how many answers there were, and not of a change (A. Gelman and H. Stern, The difference between "significant" and "not
 * significant" is not itself statistically significant, The American Statistician 60 (2006)). So a difference is news once:
 * if it was not in any of the {@value #MEMORY} weeks before. And it is judged together with those of all charts of the week (of
 * m charts, each judged by itself, it must be m times as unlikely), since who follows a collection reads all of them: of weeks
 * in which no machines differ at most 1 in 100 has any news.
 *
 * <p>Once it was news, it is remembered for as long as a chart by itself goes on finding it. What a chart by itself finds and
 * was never news becomes it as soon as it is clear enough. Mutable, for one thread.
 */
public final class DifferenceNews {

    /** For how many weeks a difference is remembered. */
    public static final int MEMORY = 16;

    private final int most;
    private final Map<String, LocalDate> found = new HashMap<>();

    /**
     * A difference that is news.
     *
     * @param chart where it is
     * @param difference what differs
     * @param name what makes it the same difference in another week
     */
    public record News(DrawnChart chart, Difference difference, String name) {}

    /**
     * Nothing was found yet.
     *
     * @param most how many differences of a chart are told at most
     */
    public DifferenceNews(int most) {
        this.most = most;
    }

    /**
     * What is news in a week. Weeks come in their order; one that is left out, since answers may still come, finds nothing.
     *
     * @param week the charts of one week
     */
    public List<News> in(ChartSet week) {
        List<DrawnChart> charts = week.programs().stream()
                .flatMap(program -> program.charts().stream())
                .toList();
        long judged = charts.stream().filter(chart -> chart.looked() > 0).count();
        LocalDate monday = week.period().from();
        List<News> news = new ArrayList<>();
        for (DrawnChart chart : charts) {
            Set<String> kept = new HashSet<>();
            chart.splits().stream()
                    .flatMap(split -> split.differences().stream())
                    .map(difference -> name(chart, difference))
                    .filter(name -> isRemembered(name, monday))
                    .forEach(kept::add);
            for (Difference difference : Difference.named(chart, most)) {
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

    /** Not since which version it is: later weeks know that better. */
    private static String name(DrawnChart chart, Difference difference) {
        return chart.title().chart() + "/" + difference.by().word() + "/"
                + difference.value().orElse("") + "/" + difference.figure() + "/" + difference.isHigher();
    }
}
