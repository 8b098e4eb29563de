package dev.limpid.cli.chart;

import dev.limpid.charts.Estimate;
import dev.limpid.cli.chart.ChartBlock.Row;
import dev.limpid.cli.command.LineWrapper;
import dev.limpid.web.words.IntervalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Blocks as lines of text: label, bar, figure, and the earlier weeks as a sparkline. */
final class BlockText {

    private static final int LONGEST_BAR = 50;
    private static final int SHORTEST_BAR = 6;
    private static final String GAP = "  ";

    /** The ends that a scale can have. */
    private static final double[] ENDS = {.001, .002, .005, .01, .02, .05, .1, .2, .5, 1};

    private final ChartMessages words;
    private final ChartGlyphs glyphs;
    private final int width;

    /** @param width the largest number of columns of a line */
    BlockText(ChartMessages words, ChartGlyphs glyphs, int width) {
        this.words = words;
        this.glyphs = glyphs;
        this.width = width;
    }

    /** The block below its title. All rows and their sparklines have the same scale. */
    List<String> lines(ChartBlock chartBlock) {
        List<String> lines = new ArrayList<>();
        double top = top(chartBlock);
        lines.add(
                chartBlock.isDrawn()
                        ? words.say("block.scale", "title", chartBlock.title(), "top", words.number(top * 100))
                        : chartBlock.title());
        Columns columns = new Columns(chartBlock);
        chartBlock.rows().forEach(row -> lines.add(columns.text(row, top)));
        if (chartBlock.left() > 0) {
            lines.add(words.count("block.left", chartBlock.left()));
        }
        return lines;
    }

    private static double top(ChartBlock chartBlock) {
        double most = chartBlock.rows().stream()
                .flatMap(row -> Stream.concat(
                        row.estimate().map(BlockText::end).stream(),
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

    /** How far a bar reaches. It is cut at 100%, or at the figure if that is larger: a longer interval would not say more. */
    private static double end(Estimate estimate) {
        return Math.min(IntervalText.top(estimate), Math.max(1, estimate.value()));
    }

    /** How many weeks share a character, so that a sparkline takes no more than a sixth of the row. */
    int weeksPerCharacter(int weeks) {
        int most = width / 6;
        return Math.max(1, (weeks + most - 1) / most);
    }

    /** The means of groups of that many weeks, counted from the newest; a gap where a group has no value. */
    private List<Optional<Double>> means(List<Optional<Double>> weeks) {
        int each = weeksPerCharacter(weeks.size());
        List<Optional<Double>> means = new ArrayList<>();
        for (int to = weeks.size(); to > 0; to -= each) {
            List<Double> some = weeks.subList(Math.max(0, to - each), to).stream()
                    .flatMap(Optional::stream)
                    .toList();
            means.add(
                    0,
                    some.isEmpty()
                            ? Optional.empty()
                            : Optional.of(some.stream()
                                    .mapToDouble(Double::doubleValue)
                                    .average()
                                    .orElseThrow()));
        }
        return means;
    }

    private static String padded(String text, int to) {
        return text + " ".repeat(Math.max(0, to - LineWrapper.width(text)));
    }

    private static String cut(String label, int most) {
        int end = label.length();
        while (end > 0 && LineWrapper.width(label.substring(0, end)) > (end < label.length() ? most - 1 : most)) {
            end = label.offsetByCodePoints(end, -1);
        }
        return end < label.length() ? label.substring(0, end) + "~" : label;
    }

    /** The widths of a block's columns. The bar takes what the others leave. */
    private final class Columns {

        private final int label;
        private final int figure;
        private final int line;
        private final int bar;

        Columns(ChartBlock chartBlock) {
            int longest = widest(chartBlock.rows().stream().map(Row::label));
            this.figure = widest(chartBlock.rows().stream()
                    .flatMap(row -> row.estimate().stream())
                    .map(estimate -> glyphs.text(words.estimate(estimate))));
            this.line = chartBlock.rows().stream()
                    .filter(Row::hasLine)
                    .mapToInt(row -> means(row.line()).size())
                    .max()
                    .orElse(0);
            int rest = width - figure - line - GAP.length() * (line > 0 ? 3 : 2);
            this.label = chartBlock.isDrawn() ? Math.min(longest, rest - SHORTEST_BAR) : longest;
            this.bar = Math.min(LONGEST_BAR, rest - label);
        }

        private static int widest(Stream<String> texts) {
            return texts.mapToInt(LineWrapper::width).max().orElse(0);
        }

        String text(Row row, double top) {
            String begin = padded(cut(row.label(), label), label) + GAP;
            if (row.estimate().isEmpty()) {
                return (begin + row.words()).stripTrailing();
            }
            Estimate estimate = row.estimate().get();
            String drawn = begin
                    + glyphs.bar(estimate, top, bar)
                    + GAP
                    + padded(glyphs.text(words.estimate(estimate)), figure);
            return (line > 0 ? drawn + GAP + glyphs.line(means(row.line()), top) : drawn).stripTrailing();
        }
    }
}
