package dev.limpid.cli.chart;

import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.cli.chart.Block.Row;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.page.PeriodChoice;
import dev.limpid.web.words.Dates;
import dev.limpid.web.words.DifferenceWords;
import dev.limpid.web.words.Few;
import dev.limpid.web.words.Intervals;
import dev.limpid.web.words.Numbers;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A chart as lines of text. What is one sentence is one line; rows of bars are as wide as the terminal. */
public final class ChartText {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 120;
    private static final int LONGEST_BAR = 50;
    private static final int SHORTEST_BAR = 6;
    private static final String GAP = "  ";

    /** Where scales end. */
    private static final double[] ENDS = {.001, .002, .005, .01, .02, .05, .1, .2, .5, 1};

    private final Ink ink;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    private ChartText(Ink ink, int width) {
        this.ink = ink;
        this.width = Math.max(NARROWEST, Math.min(WIDEST, width));
    }

    /**
     * The chart.
     *
     * @param week the week that it shows
     * @param by the attribute to split by; all that the chart asks for if empty
     * @param width how many characters fit into a row
     */
    public static String of(
            DrawnChart chart,
            ChartSource.Week week,
            ChartHistory history,
            Optional<Attribute> by,
            Ink ink,
            int width) {
        ChartText text = new ChartText(ink, width);
        text.addHead(chart, week);
        List<Block> blocks = ChartBlocks.of(chart, history, by);
        blocks.forEach(text::add);
        text.addFoot(chart, history, blocks);
        return ink.text(String.join("\n", text.lines)) + "\n";
    }

    private void addHead(DrawnChart chart, ChartSource.Week week) {
        DrawnChart.Title title = chart.title();
        lines.add(title.title() + " (" + title.chart() + ")");
        if (!title.description().isEmpty()) {
            lines.add(title.description());
        }
        lines.add(words(week.period()) + ": " + Numbers.of(chart.answers(), "answer")
                + (week.isProvisional()
                        ? ". Answers may still come, so nothing has an interval."
                        : ", with 99% intervals."));
        if (Few.are(chart.answers())) {
            lines.add(Few.warning(chart.answers()));
        }
        certain(chart).forEach(sentence -> lines.add("! " + sentence + "."));
    }

    private static String words(Period period) {
        return PeriodChoice.words(period);
    }

    /** What is certain of machines that differ from others. */
    public static List<String> certain(DrawnChart chart) {
        return DifferenceWords.sentences(chart);
    }

    private void add(Block block) {
        if (block.rows().isEmpty()) {
            return;
        }
        double top = top(block);
        boolean drawn = block.rows().stream().anyMatch(row -> row.estimate().isPresent());
        lines.add("");
        lines.add(block.title() + (drawn ? " (0 to " + Numbers.coordinate(top * 100) + "%)" : ""));
        Columns columns = new Columns(block);
        block.rows().forEach(row -> lines.add(columns.text(row, top)));
        if (block.left() > 0) {
            lines.add("and " + Numbers.of(block.left(), "value") + " before these");
        }
    }

    private static double top(Block block) {
        double most = block.rows().stream()
                .flatMap(row -> Stream.concat(
                        row.estimate().map(Intervals::top).stream(),
                        row.line().stream().flatMap(Optional::stream)))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        for (double end : ENDS) {
            if (most <= end) {
                return end;
            }
        }
        return Math.ceil(most);
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
        if (blocks.stream().flatMap(block -> block.rows().stream()).anyMatch(ChartText::hasLine)) {
            List<LocalDate> weeks = history.weeks();
            int each = together(weeks.size());
            lines.add("Lines: " + Numbers.of(weeks.size(), "week") + ", "
                    + Dates.range(weeks.get(0), weeks.get(weeks.size() - 1).plusDays(6))
                    + (each > 1 ? ", " + each + " in one place" : "") + ".");
        }
        chart.notes().forEach(note -> lines.add(note.endsWith(".") ? note : note + "."));
    }

    private static boolean hasLine(Row row) {
        return row.line().stream().anyMatch(Optional::isPresent);
    }

    /** How many weeks share a place, so that a line takes no more than a sixth of the row. */
    private int together(int weeks) {
        int most = width / 6;
        return (weeks + most - 1) / most;
    }

    /** The means of so many values each, the last whole; a gap where none of them is there. */
    private static List<Optional<Double>> means(List<Optional<Double>> values, int each) {
        List<Optional<Double>> means = new ArrayList<>();
        for (int to = values.size(); to > 0; to -= each) {
            List<Double> some = values.subList(Math.max(0, to - each), to).stream()
                    .flatMap(Optional::stream)
                    .toList();
            means.add(
                    0,
                    some.isEmpty()
                            ? Optional.empty()
                            : Optional.of(some.stream().mapToDouble(Double::doubleValue).average().orElse(0)));
        }
        return means;
    }

    /** How wide the columns of a block are. */
    private final class Columns {

        private final int label;
        private final int figure;
        private final int line;
        private final int bar;

        Columns(Block block) {
            int longest = block.rows().stream().mapToInt(row -> length(row.label())).max().orElse(0);
            boolean drawn = block.rows().stream().anyMatch(row -> row.estimate().isPresent());
            this.figure = block.rows().stream()
                    .flatMap(row -> row.estimate().stream())
                    .mapToInt(estimate -> ink.text(words(estimate)).length())
                    .max()
                    .orElse(0);
            this.line = block.rows().stream().noneMatch(ChartText::hasLine)
                    ? 0
                    : block.rows().stream()
                            .mapToInt(row -> means(row.line(), together(Math.max(1, row.line().size()))).size())
                            .max()
                            .orElse(0);
            int rest = width - figure - line - GAP.length() * (line > 0 ? 3 : 2);
            this.label = drawn ? Math.min(longest, rest - SHORTEST_BAR) : longest;
            this.bar = Math.min(LONGEST_BAR, rest - label);
        }

        String text(Row row, double top) {
            String begin = padded(cut(row.label(), label), label) + GAP;
            if (row.estimate().isEmpty()) {
                return (begin + row.words()).stripTrailing();
            }
            Estimate estimate = row.estimate().get();
            String drawn = begin + ink.bar(estimate, top, bar) + GAP + padded(ink.text(words(estimate)), figure);
            int each = together(Math.max(1, row.line().size()));
            return (line > 0 ? drawn + GAP + ink.line(means(row.line(), each), top) : drawn).stripTrailing();
        }

        private static String words(Estimate estimate) {
            String value = Numbers.percent(estimate.value());
            return " ".repeat(Math.max(0, 6 - value.length())) + value + " (" + Intervals.words(estimate) + ")";
        }

        private static String cut(String label, int most) {
            return length(label) <= most
                    ? label
                    : label.substring(0, label.offsetByCodePoints(0, most - 1)) + "~";
        }

        private static String padded(String text, int to) {
            return text + " ".repeat(Math.max(0, to - length(text)));
        }

        private static int length(String text) {
            return text.codePointCount(0, text.length());
        }
    }
}
