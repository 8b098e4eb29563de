package dev.limpid.web.feed;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.compare.LongTermChange;
import dev.limpid.charts.compare.LongTermChanges;
import dev.limpid.charts.compare.NewDifferenceDetector;
import dev.limpid.charts.compare.WeekChange;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.template.JtesentencesGenerated;
import dev.limpid.web.words.chart.ChangeWords;
import dev.limpid.web.words.chart.DifferenceWords;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A feed of certain news in the charts: that machines differ by system, version or the like, if no week showed this for some time; that
 * a figure changed from one week to the next; and, once a quarter, that it changed slowly. The rules are in {@code charts} and test
 * all charts of a week together. Mutable, for one thread.
 */
public final class ChartsFeed {
    /** How many of the newest weeks are searched for news: the time between two comparisons with earlier weeks, so that the feed always has one. */
    private static final int OF_NEWS = LongTermChange.QUARTER;

    /** How many of the newest weeks must be read. */
    public static final int WEEKS = OF_NEWS + NewDifferenceDetector.MEMORY;

    private static final int ENTRIES = 50;
    private static final int DAYS = 7;
    /** How many differences of a chart are reported: those that its page names first. */
    private static final int NAMED = 3;

    private final NewDifferenceDetector news = new NewDifferenceDetector(NAMED);
    private final List<Feed.Entry> entries = new ArrayList<>();
    private Optional<ChartSet> newest = Optional.empty();

    /** Adds a week's charts, in the order of weeks. */
    public void add(ChartSet set) {
        newest = Optional.of(set);
        if (set.weeks().stream().anyMatch(ChartSet.WeekAnswers::provisional)) {
            return; // such a week has no intervals, and so no differences
        }
        news.in(set).forEach(one -> entries.add(entry(set, one)));
    }

    /**
     * The distances, in weeks, to the earlier weeks that a week is compared with.
     *
     * @param set a week's charts
     * @param newest the Monday of the newest week
     */
    public static List<Integer> distances(ChartSet set, LocalDate newest) {
        LocalDate week = set.period().from();
        return week.isAfter(newest.minusWeeks(OF_NEWS)) ? LongTermChange.distances(week) : List.of();
    }

    /** Adds the slow changes that a week's charts show. */
    public void lookBack(ChartSet set, LongTermChanges found) {
        Map<String, List<LongTermChange>> byChart = new LinkedHashMap<>();
        found.changes()
                .forEach(
                        change -> byChart.computeIfAbsent(change.chart().title().chart(), any -> new ArrayList<>())
                                .add(change));
        byChart.forEach((chart, changes) -> entries.add(entry(
                "slow/" + set.period().from() + "/" + chart,
                changes.get(0).chart().title().title() + ": " + ChangeWords.brief(changes.get(0)),
                set.period().from(),
                changes.get(0).chart().title().id(),
                changes.stream().map(ChangeWords::sentence).toList())));
    }

    private static Feed.Entry entry(ChartSet set, NewDifferenceDetector.News news) {
        String sentence = DifferenceWords.sentence(news.chart(), news.difference());
        LocalDate week = set.period().from();
        return entry(
                "difference/" + week + "/" + news.name(),
                news.chart().title().title() + ": " + sentence,
                week,
                news.chart().title().id(),
                List.of(sentence));
    }

    /** The feed of the added weeks. */
    public String xml(PageContext pageContext) {
        LocalDate since =
                newest.map(set -> set.period().from().minusWeeks(OF_NEWS - 1L)).orElse(LocalDate.MIN);
        List<Feed.Entry> all = new ArrayList<>(entries.stream()
                .filter(entry -> !entry.day().minusDays(DAYS).isBefore(since))
                .toList());
        newest.ifPresent(set -> all.addAll(changes(set)));
        List<Feed.Entry> shown = all.stream()
                .sorted(Comparator.comparing(Feed.Entry::day).reversed())
                .limit(ENTRIES)
                .toList();
        return new Feed(
                        pageContext,
                        "Certain changes in the charts of "
                                + pageContext.facts().title(),
                        "charts/",
                        shown)
                .xml();
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
