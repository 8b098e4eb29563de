package dev.limpid.web.plot;

import dev.limpid.web.words.Dates;
import dev.limpid.web.words.Numbers;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The trend of a chart in a download: small panels side by side, each on its own scale, from 0. */
final class TrendDrawing {
    private static final int COLUMNS = 3;
    private static final int MOST = 2 * COLUMNS;
    private static final double HEAD = 40;
    private static final double PANEL = 118;
    private static final double NAME = 22;
    private static final double GAP = 24;
    private static final double PLOT = 70;
    private static final int NAME_LENGTH = 22;

    private final List<TrendPanel> panels;
    private final int all;

    private TrendDrawing(List<TrendPanel> panels, int all) {
        this.panels = panels;
        this.all = all;
    }

    /** The trend of a chart, in one line of panels if there is little room; empty if a line would have only one point. */
    static TrendDrawing of(ChartView view, boolean brief) {
        boolean isLine = view.chart().trend().weeks().size() > 1;
        List<TrendPanel> panels =
                isLine ? view.panels().stream().limit(brief ? COLUMNS : MOST).toList() : List.of();
        return new TrendDrawing(panels, view.panels().size());
    }

    double height() {
        int lines = (panels.size() + COLUMNS - 1) / COLUMNS;
        return panels.isEmpty() ? 0 : HEAD + lines * PANEL;
    }

    void draw(SvgWriter svg, double left, double top, double width) {
        if (panels.isEmpty()) {
            return;
        }
        String which = panels.size() < all ? ", the " + panels.size() + " most common of " + all : "";
        svg.text(left, top + 26, "start", SvgWriter.SOFT, false, "Week by week" + which + ", each from 0");
        double column = (width - GAP * (COLUMNS - 1)) / COLUMNS;
        for (int i = 0; i < panels.size(); i++) {
            int line = i / COLUMNS;
            double x = left + (i % COLUMNS) * (column + GAP);
            panel(svg, panels.get(i), x, top + HEAD + line * PANEL, column);
        }
    }

    private static void panel(SvgWriter svg, TrendPanel panel, double left, double top, double width) {
        svg.text(left, top + 14, "start", SvgWriter.INK, false, ChartSvg.shortened(panel.name(), NAME_LENGTH));
        svg.text(
                left + width,
                top + 14,
                "end",
                SvgWriter.INK,
                true,
                Numbers.percent(panel.now().value()));
        double floor = top + NAME + PLOT;
        svg.rectangle(left, top + NAME, width, PLOT, SvgWriter.PLOT);
        List<TrendPanel.Dot> dots = panel.dots();
        for (int i = 1; i < dots.size(); i++) {
            if (ChronoUnit.DAYS.between(dots.get(i - 1).week(), dots.get(i).week()) <= 7) {
                step(svg, panel, i, left, width, floor);
            }
        }
        svg.line(left, floor, left + width, floor, SvgWriter.LINE, 1);
        LocalDate first = dots.get(0).week();
        svg.text(left, floor + 16, "start", SvgWriter.SOFT, false, Dates.day(first));
        LocalDate last = dots.get(dots.size() - 1).week();
        svg.text(left + width, floor + 16, "end", SvgWriter.SOFT, false, Dates.day(last));
    }

    /** Draws the line from one week's figure to the next one's, and the band of intervals behind it. */
    private static void step(SvgWriter svg, TrendPanel panel, int i, double left, double width, double floor) {
        List<TrendPanel.Dot> dots = panel.dots();
        TrendPanel.Dot one = dots.get(i - 1);
        TrendPanel.Dot next = dots.get(i);
        double from = x(dots, one, left, width);
        double to = x(dots, next, left, width);
        Scale scale = panel.scale();
        boolean banded = one.estimate().hasInterval() && next.estimate().hasInterval();
        if (banded) {
            svg.polygon(
                    SvgWriter.BAND,
                    from,
                    floor - PLOT * scale.fraction(one.estimate().high()),
                    to,
                    floor - PLOT * scale.fraction(next.estimate().high()),
                    to,
                    floor - PLOT * scale.fraction(next.estimate().low()),
                    from,
                    floor - PLOT * scale.fraction(one.estimate().low()));
        }
        svg.line(
                from,
                floor - PLOT * scale.fraction(one.estimate().value()),
                to,
                floor - PLOT * scale.fraction(next.estimate().value()),
                SvgWriter.BAR,
                2);
    }

    private static double x(List<TrendPanel.Dot> dots, TrendPanel.Dot dot, double left, double width) {
        LocalDate first = dots.get(0).week();
        long days = ChronoUnit.DAYS.between(first, dots.get(dots.size() - 1).week());
        return left + width * ChronoUnit.DAYS.between(first, dot.week()) / days;
    }
}
