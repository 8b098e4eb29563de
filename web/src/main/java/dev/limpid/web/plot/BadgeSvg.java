package dev.limpid.web.plot;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartSet;
import dev.limpid.web.words.Numbers;
import dev.limpid.web.words.SiteMessages;
import dev.limpid.web.words.chart.SmallSample;

/**
 * A chart's first figure as a picture of one line, for a README: what is asked, and the answer. Its colours suit light and dark pages.
 */
public final class BadgeSvg {
    private static final double HEIGHT = 20;
    private static final double PADDING = 7;
    private static final double SIZE = 11;
    private static final int LONGEST = 40;
    private static final String ASKED = "#33444f";
    private static final String ANSWERED = "#0b6478";
    private static final String INK = "#ffffff";

    private BadgeSvg() {}

    /** The badge of a chart of this set. */
    public static String of(ChartSet set, ChartResult chart) {
        String asked = shortened(chart.title().title());
        Headline headline = Headline.of(chart);
        String answered =
                shortened(answered(chart, headline)) + (SmallSample.isSmall(chart.answers()) ? ", few answers" : "");
        double left = width(asked) + 2 * PADDING;
        double right = width(answered) + 2 * PADDING;
        SvgWriter svg = SvgWriter.withoutBackground(
                left + right, HEIGHT, ChartSvg.inWords(chart), ChartSvg.source(set, chart) + ".");
        svg.rectangle(0, 0, left, HEIGHT, ASKED);
        svg.rectangle(left, 0, right, HEIGHT, ANSWERED);
        svg.text(PADDING, 14, width(asked), INK, SIZE, asked);
        svg.text(left + PADDING, 14, width(answered), INK, SIZE, answered);
        return svg.end();
    }

    /** If the text is too long, the limit for one machine is left to the picture's title, so that the text is not cut off. */
    private static String answered(ChartResult chart, Headline headline) {
        return chart instanceof Ratio ratio && ratio.answers() > 0 && isLong(headline.brief())
                ? Numbers.percent(ratio.pooled().value()) + " "
                        + SiteMessages.ENGLISH.say("clip.all", "over", ratio.over())
                : headline.brief();
    }

    private static boolean isLong(String text) {
        return text.codePointCount(0, text.length()) > LONGEST;
    }

    private static String shortened(String text) {
        return isLong(text) ? text.substring(0, text.offsetByCodePoints(0, LONGEST - 1)) + "…" : text;
    }

    /** The approximate width of a text; it is then drawn with this width. */
    private static double width(String text) {
        return text.codePoints().mapToDouble(BadgeSvg::width).sum();
    }

    private static double width(int c) {
        if ("ijl.,:;'|!()[]tf· ".indexOf(c) >= 0) {
            return 3.9;
        }
        if (c == 'm' || c == 'w' || c == 'M' || c == 'W' || c == '%' || c == '@') {
            return 10;
        }
        if (c > 0x2e80) {
            return SIZE;
        }
        return Character.isUpperCase(c) ? 7.6 : 6.6;
    }
}
