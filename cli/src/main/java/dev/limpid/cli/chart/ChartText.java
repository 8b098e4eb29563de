package dev.limpid.cli.chart;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.SlowChange;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.page.PeriodChoice;
import dev.limpid.web.words.ChangeWords;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.DifferenceWords;
import dev.limpid.web.words.Few;
import dev.limpid.web.words.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A chart as lines of text. What is one sentence is one line; rows of bars are as wide as the terminal. For one thread at
 * a time.
 */
public final class ChartText {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 120;
    private static final int LAST_DAY = 6;

    private final Ink ink;
    private final BlockText rows;
    private final List<String> lines = new ArrayList<>();

    private ChartText(Ink ink, int width) {
        this.ink = ink;
        this.rows = new BlockText(ink, Math.max(NARROWEST, Math.min(WIDEST, width)));
    }

    /**
     * The chart.
     *
     * @param week the week that it shows
     * @param changes what the last look back found of it
     * @param by the attribute to split by; all that the chart asks for if empty
     * @param width how many characters fit into a row
     */
    public static String of(
            DrawnChart chart,
            ChartSource.Week week,
            ChartHistory history,
            List<SlowChange> changes,
            Optional<Attribute> by,
            Ink ink,
            int width) {
        ChartText text = new ChartText(ink, width);
        text.addHead(chart, week);
        changes.forEach(change -> text.lines.add("! " + ChangeWords.sentence(change) + "."));
        List<Block> blocks = ChartBlocks.of(chart, week.period().weeks(), history, by).stream()
                .filter(block -> !block.rows().isEmpty())
                .toList();
        for (Block block : blocks) {
            text.lines.add("");
            text.lines.addAll(text.rows.lines(block));
        }
        text.addFoot(chart, history, blocks);
        return ink.text(String.join("\n", text.lines)) + "\n";
    }

    /** What is certain of machines that differ from others, a sentence each. */
    public static List<String> certain(DrawnChart chart) {
        return DifferenceWords.sentences(chart).stream()
                .map(sentence -> "! " + sentence + ".")
                .toList();
    }

    private void addHead(DrawnChart chart, ChartSource.Week week) {
        DrawnChart.Title title = chart.title();
        lines.add(title.title() + " (" + title.chart() + ")");
        if (!title.description().isEmpty()) {
            lines.add(title.description());
        }
        lines.add(PeriodChoice.words(week.period()) + ": " + Numbers.of(chart.answers(), "answer")
                + (week.isProvisional()
                        ? ". Answers may still come, so nothing has an interval."
                        : chart.isOfNobody() ? "." : ", with 99% intervals."));
        if (chart.isOfNobody()) {
            lines.add(
                    chart.answers() == 0
                            ? "Nobody answered, so there is no figure."
                            : "Nobody who answered counted what the figures are parts of, so there is none.");
        } else if (Few.are(chart.answers())) {
            lines.add(Few.warning(chart.answers()));
        }
        lines.addAll(certain(chart));
    }

    private void addFoot(DrawnChart chart, ChartHistory history, List<Block> blocks) {
        lines.add("");
        boolean sure = blocks.stream()
                .flatMap(block -> block.rows().stream())
                .flatMap(row -> row.estimate().stream())
                .anyMatch(Estimate::hasInterval);
        if (sure) {
            lines.add(ink.sure + " up to the interval, " + ink.maybe + " within it.");
        }
        if (blocks.stream().flatMap(block -> block.rows().stream()).anyMatch(Block.Row::mayBeOfOneNetwork)) {
            lines.add(Block.Row.MARK
                    + " One network may have given half of these answers or more, and all of its answers may"
                    + " say one thing.");
        }
        if (blocks.stream().anyMatch(Block::hasLine)) {
            List<LocalDate> weeks = history.weeks();
            int each = rows.together(weeks.size());
            lines.add("Lines: " + Numbers.of(weeks.size(), "week") + ", "
                    + Dates.range(weeks.get(0), weeks.get(weeks.size() - 1).plusDays(LAST_DAY))
                    + (each > 1 ? ", " + each + " in one place" : "") + ".");
        }
        chart.notes().forEach(note -> lines.add(note.endsWith(".") ? note : note + "."));
    }
}
