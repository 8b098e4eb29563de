package dev.limpid.cli.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.LongTermChange;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.chart.ChangeWords;
import dev.limpid.web.words.chart.DifferenceWords;
import dev.limpid.web.words.chart.NoteWords;
import dev.limpid.web.words.chart.SmallSample;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chart as lines of text. Each sentence is one line; rows of bars are as wide as the terminal. For one thread at
 * a time.
 */
final class ChartText {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 120;
    private static final int LAST_DAY = 6;

    private final ChartMessages words;
    private final ChartGlyphs glyphs;
    private final BlockText rows;
    private final List<String> lines = new ArrayList<>();

    private ChartText(ChartMessages words, ChartGlyphs glyphs, int width) {
        this.words = words;
        this.glyphs = glyphs;
        this.rows = new BlockText(words, glyphs, Math.max(NARROWEST, Math.min(WIDEST, width)));
    }

    /**
     * The chart as text.
     *
     * @param week the week that the chart shows
     * @param changes the slow changes of the chart that the last look back found
     * @param by the attribute to split by; empty for all attributes of the chart
     * @param words the words of the reader's language
     * @param width the number of columns of a row
     */
    static String of(
            ChartResult chart,
            ChartSource.Week week,
            ChartHistory history,
            List<LongTermChange> changes,
            Optional<Attribute> by,
            ChartMessages words,
            ChartGlyphs glyphs,
            int width) {
        ChartText text = new ChartText(words, glyphs, width);
        text.addHead(chart, week);
        changes.forEach(
                change -> text.lines.add(words.say("certain", "what", ChangeWords.sentence(change, words.figures()))));
        List<ChartBlock> blocks = ChartBlocks.of(chart, week.period().weeks(), history, by, words).stream()
                .filter(chartBlock -> !chartBlock.rows().isEmpty())
                .toList();
        for (ChartBlock chartBlock : blocks) {
            text.lines.add("");
            text.lines.addAll(text.rows.lines(chartBlock));
        }
        text.addFoot(chart, history, blocks);
        return glyphs.text(String.join("\n", text.lines)) + "\n";
    }

    /** The certain differences between groups of machines, one sentence each. */
    static List<String> significantDifferences(ChartResult chart, ChartMessages words) {
        return DifferenceWords.sentences(chart, words.figures()).stream()
                .map(sentence -> words.say("certain", "what", sentence))
                .toList();
    }

    private void addHead(ChartResult chart, ChartSource.Week week) {
        ChartResult.Title title = chart.title();
        lines.add(title.title() + " (" + title.chart() + ")");
        if (!title.description().isEmpty()) {
            lines.add(title.description());
        }
        lines.add(words.say(
                head(chart, week), "period", words.period(week.period()), "answers", words.answers(chart.answers())));
        if (chart.hasNoData()) {
            lines.add(words.say(chart.answers() == 0 ? "nobody" : "nobody.counted"));
        } else if (SmallSample.isSmall(chart.answers())) {
            lines.add(SmallSample.warning(chart.answers(), words.figures()));
        }
        lines.addAll(significantDifferences(chart, words));
    }

    private static String head(ChartResult chart, ChartSource.Week week) {
        if (week.isProvisional()) {
            return "head.provisional";
        }
        return chart.hasNoData() ? "head.nobody" : "head";
    }

    private void addFoot(ChartResult chart, ChartHistory history, List<ChartBlock> blocks) {
        lines.add("");
        boolean sure = blocks.stream()
                .flatMap(chartBlock -> chartBlock.rows().stream())
                .flatMap(row -> row.estimate().stream())
                .anyMatch(Estimate::hasInterval);
        if (sure) {
            lines.add(words.say("ink", "sure", glyphs.sure, "maybe", glyphs.maybe));
        }
        if (blocks.stream()
                .flatMap(chartBlock -> chartBlock.rows().stream())
                .anyMatch(ChartBlock.Row::mayBeOfOneNetwork)) {
            lines.add(words.say("network", "mark", ChartBlock.Row.MARK));
        }
        if (blocks.stream().anyMatch(ChartBlock::hasLine)) {
            lines.add(ofLines(history.weeks()));
        }
        chart.notes()
                .forEach(note -> lines.add(NoteWords.of(note, words.figures()).text()));
    }

    private String ofLines(List<LocalDate> weeks) {
        String days = Dates.range(weeks.get(0), weeks.get(weeks.size() - 1).plusDays(LAST_DAY), words.figures());
        int each = rows.weeksPerCharacter(weeks.size());
        return each > 1
                ? words.say("lines.together", "n", weeks.size(), "days", days, "each", each)
                : words.count("lines", weeks.size(), "days", days);
    }
}
