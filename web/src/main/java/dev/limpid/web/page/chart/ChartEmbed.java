package dev.limpid.web.page.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.web.layout.PageContext;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.plot.ChartSvg;

/**
 * What a reader can embed elsewhere to show the newest figures of a chart: a badge and a picture, each with a line of Markdown to copy.
 *
 * @param badge the path of the badge
 * @param picture the path of the picture
 * @param words the alternative text of both
 * @param badgeLine the badge as Markdown; empty if the site does not know its own address
 * @param pictureLine the picture as Markdown, likewise
 */
public record ChartEmbed(String badge, String picture, String words, String badgeLine, String pictureLine) {

    /** The badge and picture of one of the newest charts. */
    public static ChartEmbed of(PageContext pageContext, ChartSet newest, ChartResult chart) {
        String page = "charts/latest/" + chart.title().id();
        String badge = page + "/badge.svg";
        String picture = page + "/embed.svg";
        String words = ChartSvg.inWords(chart) + ". " + PeriodChoice.words(newest.period());
        return new ChartEmbed(
                badge, picture, words, line(pageContext, words, badge, page), line(pageContext, words, picture, page));
    }

    private static String line(PageContext pageContext, String words, String picture, String page) {
        if (pageContext.facts().siteUrl().isEmpty()) {
            return "";
        }
        return "[![" + escaped(words) + "](" + pageContext.addressOfFile(picture) + ")](" + pageContext.address(page)
                + ")";
    }

    /** Escapes a text as an alternative text in Markdown, on one line. */
    static String escaped(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>!&#|~])", "\\\\$1");
    }
}
