package dev.limpid.web.plot;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Estimate;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.IntervalText;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.chart.SmallSample;
import java.util.List;

/**
 * A chart as one drawing: its title, its bars with intervals and numbers, its trend, and its source. One form is a download, the other
 * is for other people's pages, where there is less room and the reader may prefer dark colours.
 */
public final class ChartSvg {
    private static final double WIDTH = 760;
    private static final double MARGIN = 20;
    private static final double ROW = 26;
    private static final double LABELS = 190;
    private static final double NUMBERS = 150;
    private static final double HEAD = 66;
    private static final int LABEL_LENGTH = 28;
    private static final int HEAD_LENGTH = 84;
    private static final int STACKS = 20;
    private static final int EMBEDDED = 6;
    private static final int FIGURES = 5;

    private final ChartSet set;
    private final ChartView view;
    private final boolean embedded;

    private ChartSvg(ChartSet set, ChartView view, boolean embedded) {
        this.set = set;
        this.view = view;
        this.embedded = embedded;
    }

    /** The drawing of a chart of this set, as a download. */
    public static String of(ChartSet set, ChartResult chart) {
        return new ChartSvg(set, ChartView.of(chart), false).draw();
    }

    /** The same for other people's pages: only the first values, and light or dark as the reader prefers. */
    public static String embedded(ChartSet set, ChartResult chart) {
        return new ChartSvg(set, ChartView.of(chart), true).draw();
    }

    /** The text alternative of a drawing: its figures in one sentence without its full stop. */
    public static String inWords(ChartResult chart) {
        String title = chart.title().title() + ", " + chart.title().program() + ": ";
        return title + (chart.answers() == 0 ? "no answer yet" : Headline.figures(chart, FIGURES));
    }

    /** The source of the figures, as a sentence without its full stop. */
    static String source(ChartSet set, ChartResult chart) {
        boolean isProvisional = set.weeks().stream().anyMatch(ChartSet.WeekAnswers::provisional);
        return Dates.range(set.period().from(), set.period().to()) + (isProvisional ? ", provisional" : "") + " · "
                + SmallSample.answerCount(chart.answers());
    }

    private String draw() {
        List<StackCount> stacks = view.chart() instanceof Stacks chart
                ? chart.stacks().stream().limit(embedded ? EMBEDDED : STACKS).toList()
                : List.of();
        List<ChartRow> rows = embedded ? view.overview(EMBEDDED) : view.shown();
        TrendDrawing trend = TrendDrawing.of(view, embedded);
        double height = HEAD + ROW * (view.figures().size() + rows.size() + stacks.size()) + trend.height() + 62;
        ChartResult.Title title = view.chart().title();
        SvgWriter svg = SvgWriter.withBackground(WIDTH, height, inWords(view.chart()), description(), embedded);
        svg.text(MARGIN, 30, "start", SvgWriter.INK, true, shortenedHead(title.title() + " · " + title.program()));
        svg.text(MARGIN, 50, "start", SvgWriter.SOFT, false, source(set, view.chart()) + further(rows.size()));
        double y = HEAD;
        for (ChartView.Figure figure : view.figures()) {
            svg.text(MARGIN, y + 17, "start", SvgWriter.INK, false, figure.words());
            y += ROW;
        }
        for (ChartRow row : rows) {
            bar(svg, y, row.label(), row.share(), view.scale());
            y += ROW;
        }
        Scale scale = Scale.forShares(
                stacks.stream().map(stack -> IntervalText.top(stack.share())).toList());
        for (StackCount stack : stacks) {
            bar(svg, y, stack.frames().isEmpty() ? "" : stack.frames().get(0), stack.share(), scale);
            y += ROW;
        }
        trend.draw(svg, MARGIN, y, WIDTH - 2 * MARGIN);
        y += trend.height();
        svg.line(MARGIN, y + 12, WIDTH - MARGIN, y + 12, SvgWriter.LINE, 1);
        svg.text(
                MARGIN,
                y + 34,
                "start",
                SvgWriter.SOFT,
                false,
                set.collection() + " · configuration " + set.config() + " · thin lines are 99% intervals");
        return svg.end();
    }

    private String description() {
        String description = view.chart().title().description();
        return source(set, view.chart()) + ". " + description;
    }

    private String further(int shown) {
        int further = view.rows().size() - shown;
        return further == 0 ? "" : " · " + Numbers.of(further, "further value");
    }

    private void bar(SvgWriter svg, double y, String name, Estimate share, Scale scale) {
        double from = MARGIN + LABELS;
        double room = WIDTH - 2 * MARGIN - LABELS - NUMBERS;
        double middle = y + ROW / 2;
        svg.text(from - 10, middle + 4, "end", SvgWriter.INK, false, shortened(name, LABEL_LENGTH));
        svg.rectangle(from, y + 4, room, ROW - 8, SvgWriter.TRACK);
        svg.rectangle(from, y + 4, room * scale.fraction(share.value()), ROW - 8, SvgWriter.BAR);
        if (share.high() > share.low()) {
            double low = from + room * scale.fraction(share.low());
            double high = from + room * scale.fraction(share.high());
            svg.line(low, middle, high, middle, SvgWriter.CARD, 4);
            svg.line(low, middle, high, middle, SvgWriter.INK, 1.5);
            svg.line(low, middle - 4, low, middle + 4, SvgWriter.INK, 1.5);
            svg.line(high, middle - 4, high, middle + 4, SvgWriter.INK, 1.5);
        }
        svg.text(from + room + 58, middle + 4, "end", SvgWriter.INK, true, Numbers.percent(share.value()));
        svg.text(WIDTH - MARGIN, middle + 4, "end", SvgWriter.SOFT, false, IntervalText.words(share));
    }

    /** The beginning of a heading that is too long; the drawing's title has the whole. */
    private static String shortenedHead(String heading) {
        return heading.codePointCount(0, heading.length()) <= HEAD_LENGTH
                ? heading
                : heading.substring(0, heading.offsetByCodePoints(0, HEAD_LENGTH - 1)) + "…";
    }

    /** The end of a name that is too long. */
    static String shortened(String name, int most) {
        return name.codePointCount(0, name.length()) <= most
                ? name
                : "…" + name.substring(name.offsetByCodePoints(name.length(), 1 - most));
    }
}
