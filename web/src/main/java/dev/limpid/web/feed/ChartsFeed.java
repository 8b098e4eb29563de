package dev.limpid.web.feed;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Difference;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.WeekChange;
import dev.limpid.web.frame.Frame;
import dev.limpid.web.page.Markup;
import dev.limpid.web.template.JtesentencesGenerated;
import dev.limpid.web.words.ChangeWords;
import dev.limpid.web.words.DifferenceWords;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What charts newly say for certain: that machines differ by system, version or the like, when a week says it that follows
 * one which did not; and that a figure changed from one week to the next. Both are rules of {@code charts}.
 */
public final class ChartsFeed {
    /** How many of the newest weeks are looked through for new differences. */
    public static final int WEEKS = 10;

    private static final int ENTRIES = 50;
    private static final int DAYS = 7;
    /** As many differences of a chart as its page names first. */
    private static final int NAMED = 3;

    private ChartsFeed() {}

    /**
     * The feed.
     *
     * @param weeks the newest weeks' charts, the oldest first
     * @param whole whether these are all weeks that there are: only then is the oldest one's news known to be new
     */
    public static String of(Frame frame, List<ChartSet> weeks, boolean whole) {
        List<Feed.Entry> entries = new ArrayList<>(differences(weeks, whole));
        if (!weeks.isEmpty()) {
            entries.addAll(changes(weeks.get(weeks.size() - 1)));
        }
        List<Feed.Entry> shown = entries.stream()
                .sorted(Comparator.comparing(Feed.Entry::day).reversed())
                .limit(ENTRIES)
                .toList();
        return new Feed(
                        frame,
                        "Certain changes in the charts of " + frame.facts().title(),
                        "charts/",
                        shown)
                .xml();
    }

    private static List<Feed.Entry> differences(List<ChartSet> weeks, boolean whole) {
        List<Feed.Entry> entries = new ArrayList<>();
        Set<String> before = new HashSet<>();
        boolean isKnown = whole;
        for (ChartSet set : weeks) {
            if (set.weeks().stream().anyMatch(ChartSet.WeekAnswers::provisional)) {
                continue; // it has no intervals, and so no differences
            }
            Set<String> now = new HashSet<>();
            for (ChartSet.ProgramCharts program : set.programs()) {
                for (DrawnChart chart : program.charts()) {
                    for (Difference difference : Difference.named(chart, NAMED)) {
                        String name = name(chart, difference);
                        now.add(name);
                        if (isKnown && !before.contains(name)) {
                            entries.add(entry(set, chart, difference, name));
                        }
                    }
                }
            }
            before = now;
            isKnown = true;
        }
        return entries;
    }

    /** What makes it the same difference in another week: not since which version it is, which later weeks know better. */
    private static String name(DrawnChart chart, Difference difference) {
        return chart.title().chart() + "/" + difference.by().word() + "/"
                + difference.value().orElse("") + "/" + difference.figure() + "/" + difference.isHigher();
    }

    private static Feed.Entry entry(ChartSet set, DrawnChart chart, Difference difference, String name) {
        String sentence = DifferenceWords.sentence(chart, difference);
        LocalDate week = set.period().from();
        return entry(
                "difference/" + week + "/" + name,
                chart.title().title() + ": " + sentence,
                week,
                chart.title().id(),
                List.of(sentence));
    }

    private static List<Feed.Entry> changes(ChartSet set) {
        Map<List<Object>, List<WeekChange>> byChart = new LinkedHashMap<>();
        WeekChange.of(set)
                .forEach(change -> byChart.computeIfAbsent(
                                List.of(change.week(), change.chart().title().chart()), any -> new ArrayList<>())
                        .add(change));
        return byChart.values().stream().map(ChartsFeed::entry).toList();
    }

    private static Feed.Entry entry(List<WeekChange> changes) {
        WeekChange first = changes.get(0);
        return entry(
                "week/" + first.week() + "/" + first.chart().title().chart(),
                first.chart().title().title() + ": " + ChangeWords.brief(first),
                first.week(),
                first.chart().title().id(),
                changes.stream().map(ChangeWords::sentence).toList());
    }

    private static Feed.Entry entry(String what, String title, LocalDate week, String chart, List<String> sentences) {
        return new Feed.Entry(
                what,
                title,
                week.plusDays(DAYS),
                "charts/latest/" + chart,
                Markup.of((out, plain) -> JtesentencesGenerated.render(out, plain, sentences)));
    }
}
