package dev.limpid.web.page.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Trend;
import dev.limpid.charts.compare.LongTermChanges;
import dev.limpid.charts.compare.TrendHistory;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.layout.Markup;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.plot.TrendLine;
import dev.limpid.web.plot.TrendLines;
import dev.limpid.web.plot.TrendMarks;
import dev.limpid.web.template.JtetrendpageGenerated;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.ChangeWords;
import dev.limpid.web.words.chart.FigureNames;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The page of up to two years of a chart, on one axis or on several.
 *
 * @param chart the chart in the newest of these weeks
 * @param period the name of the period that the reader came from
 * @param view how the lines are drawn
 * @param drawings one drawing with all lines, or one for each line
 * @param history the figures
 * @param names the figures that are drawn and listed in the table
 * @param marks the events in these weeks
 * @param lookBack the results of the last comparison with earlier weeks, for all charts
 */
public record TrendPage(
        ChartResult chart,
        String period,
        View view,
        List<TrendLines> drawings,
        TrendHistory history,
        List<String> names,
        TrendMarks marks,
        Optional<LongTermChanges> lookBack) {

    /** The largest number of panels. */
    private static final int PANELS = 9;

    /** How many weeks are between the first and the last of the longest trend. */
    private static final int TWO_YEARS = 103;

    public TrendPage {
        drawings = List.copyOf(drawings);
        names = List.copyOf(names);
    }

    /** How lines are drawn. */
    public enum View {
        ONE_AXIS("trend", "trend.view.axis"),
        SAME_SCALE("trend-same-scale", "trend.view.same"),
        OWN_SCALE("trend-own-scale", "trend.view.own");

        private final String path;
        private final String key;

        View(String path, String key) {
            this.path = path;
            this.key = key;
        }

        /** The view's path below the chart's page. */
        public String path() {
            return path;
        }

        /** The key of the view's name. */
        public String key() {
            return key;
        }

        /** The view at a path below the chart's page. */
        public static Optional<View> at(String path) {
            for (View view : values()) {
                if (view.path.equals(path)) {
                    return Optional.of(view);
                }
            }
            return Optional.empty();
        }
    }

    /** A row of the table: a week, its figures, and its events. */
    public record Row(
            LocalDate week,
            long answers,
            boolean isProvisional,
            List<Optional<Estimate>> figures,
            List<Optional<Estimate>> reweighted,
            List<String> notes) {
        public Row {
            figures = List.copyOf(figures);
            reweighted = List.copyOf(reweighted);
            notes = List.copyOf(notes);
        }
    }

    /**
     * The page.
     *
     * @param newest the charts of the period that is shown
     * @param parts the chart's trends, the newest first
     * @param lookBack the last comparison with earlier weeks
     */
    public static String render(
            PageContext pageContext,
            ChartSet newest,
            ChartResult chart,
            List<Trend> parts,
            Optional<LongTermChanges> lookBack,
            View view,
            List<PublishedConfig> configurations) {
        TrendHistory history = FigureNames.inWords(chart, TrendHistory.of(parts), pageContext.words());
        TrendMarks marks = marks(history, chart, configurations);
        List<TrendLines> drawings = history.lines().isEmpty()
                ? List.of()
                : view == View.ONE_AXIS
                        ? List.of(TrendLines.of(history, marks))
                        : TrendLines.onSeparateAxes(history, PANELS, view == View.SAME_SCALE);
        List<String> names = drawings.stream()
                .flatMap(drawing -> drawing.lines().stream())
                .map(TrendLine::name)
                .limit(TrendLines.MOST)
                .toList();
        TrendPage page = new TrendPage(chart, newest.period().name(), view, drawings, history, names, marks, lookBack);
        return Markup.of((out, plain) -> JtetrendpageGenerated.render(out, plain, pageContext, page));
    }

    /** The events in these weeks. */
    public static TrendMarks marks(TrendHistory history, ChartResult chart, List<PublishedConfig> configurations) {
        return TrendMarks.of(
                history.weeks(),
                history.since(),
                ChartChanges.of(configurations, chart.title().chart()));
    }

    /** What the names of figures mean, if it needs an explanation. */
    public Optional<String> explained(SiteMessages words) {
        return FigureNames.explained(chart, words);
    }

    /** The weeks, the newest first. */
    public List<Row> rows(SiteMessages words) {
        List<TrendHistory.Line> lines = names.stream()
                .flatMap(name ->
                        history.lines().stream().filter(line -> line.name().equals(name)))
                .toList();
        List<Row> rows = new ArrayList<>();
        for (int i = history.weeks().size() - 1; i >= 0; i--) {
            int at = i;
            LocalDate week = history.weeks().get(i);
            rows.add(new Row(
                    week,
                    history.answers().get(i),
                    history.isProvisional(i),
                    lines.stream().map(line -> line.points().get(at)).toList(),
                    lines.stream().map(line -> line.reweighted().get(at)).toList(),
                    marks.in(week, words)));
        }
        return rows;
    }

    /** The certain changes over quarters and years, one sentence each without its full stop. */
    public List<String> changes(SiteMessages words) {
        return lookBack.map(found -> found.of(chart.title().chart())).orElse(List.of()).stream()
                .map(change -> ChangeWords.sentence(change, words))
                .toList();
    }

    /** How the last comparison with earlier weeks was made, and whether it found nothing; empty if this chart did not exist in the earlier weeks. */
    public Optional<String> lookBackSentence(SiteMessages words) {
        return lookBack.flatMap(found -> lookBackSentence(found, words));
    }

    private Optional<String> lookBackSentence(LongTermChanges found, SiteMessages words) {
        String distances = found.distances().stream()
                .filter(weeks -> hasAnswersOf(found.week().minusWeeks(weeks)))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
        return distances.isEmpty()
                ? Optional.empty()
                : Optional.of(words.say(
                        found.of(chart.title().chart()).isEmpty() ? "change.none" : "change.how",
                        "week",
                        Dates.day(found.week(), words),
                        "weeks",
                        distances));
    }

    /** Whether the chart has answers about a week. For a week before the longest possible trend this is assumed. */
    private boolean hasAnswersOf(LocalDate week) {
        List<LocalDate> weeks = history.weeks();
        return weeks.contains(week)
                || (!weeks.isEmpty()
                        && ChronoUnit.WEEKS.between(weeks.get(0), weeks.get(weeks.size() - 1)) >= TWO_YEARS
                        && week.isBefore(weeks.get(0)));
    }

    /** How many weeks between the first and the last have no answers. */
    public long missing() {
        List<LocalDate> weeks = history.weeks();
        return weeks.isEmpty()
                ? 0
                : ChronoUnit.WEEKS.between(weeks.get(0), weeks.get(weeks.size() - 1)) + 1 - weeks.size();
    }

    /** The path of a view of this chart. */
    public String path(View other) {
        return "charts/" + period + "/" + chart.title().id() + "/" + other.path();
    }

    /** Whether any figure of the table is also reweighted. */
    public boolean isReweighted() {
        return history.lines().stream()
                .filter(line -> names.contains(line.name()))
                .anyMatch(TrendHistory.Line::isReweighted);
    }

    /** Whether figures over all events may be clipped at different limits in these weeks. */
    public boolean hasSeveralClips() {
        List<LocalDate> weeks = history.weeks();
        return chart instanceof ChartResult.Ratio
                && !weeks.isEmpty()
                && ChronoUnit.WEEKS.between(weeks.get(0), weeks.get(weeks.size() - 1)) >= ChartSet.TREND_WEEKS;
    }

    /** Whether the chart asks for the version, so that the first answers of versions can be marked. */
    public boolean knowsVersions() {
        return chart.title().by().contains(dev.limpid.protocol.answer.Attribute.VERSION);
    }
}
