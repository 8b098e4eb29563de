package dev.limpid.cli.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.Histogram;
import dev.limpid.charts.ChartResult.HistogramBucket;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.NetworkDominance;
import dev.limpid.cli.chart.ChartBlock.Row;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.words.chart.BucketRanges;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The parts of a chart that are drawn: its figures, and the same figures split by the chart's attributes. For one
 * thread at a time.
 */
final class ChartBlocks {

    /** How many values of an attribute are shown if it is not asked for: the last in their order, which are the newest versions. */
    private static final int USUAL_VALUES = 8;

    private static final int STACKS = 10;
    private static final String INSTALLATIONS = "installations";
    private static final String POOLED = "pooled";

    private final ChartResult chart;
    private final int weeks;
    private final ChartHistory history;
    private final Optional<Attribute> by;
    private final ChartMessages words;
    private final List<ChartBlock> blocks = new ArrayList<>();

    private ChartBlocks(
            ChartResult chart, int weeks, ChartHistory history, Optional<Attribute> by, ChartMessages words) {
        this.chart = chart;
        this.weeks = weeks;
        this.history = history;
        this.by = by;
        this.words = words;
    }

    /**
     * The blocks of a chart.
     *
     * @param weeks the number of weeks that the chart covers
     * @param by the attribute to split by, with all of its values; all attributes and their last values if empty
     */
    static List<ChartBlock> of(
            ChartResult chart, int weeks, ChartHistory history, Optional<Attribute> by, ChartMessages words) {
        ChartBlocks blocks = new ChartBlocks(chart, weeks, history, by, words);
        if (!chart.hasNoData()) {
            blocks.addFigures();
        }
        for (Split split : chart.splits()) {
            if (by.isEmpty() || by.get() == split.by()) {
                blocks.add(split);
            }
        }
        return blocks.blocks;
    }

    private void addFigures() {
        List<Row> rows = new ArrayList<>();
        if (chart instanceof Partition partition) {
            boolean builtIn = partition.title().counter().startsWith(Attribute.BUILT_IN);
            for (Bucket bucket : partition.buckets()) {
                // Built-in charts list every version that may come next. For the program's own counters, 0 is worth
                // showing.
                if (!builtIn || bucket.answers() > 0) {
                    rows.add(marked(
                            Row.of(bucket.name(), bucket.share(), history.line(bucket.name())), bucket.answers()));
                }
            }
        } else if (chart instanceof Histogram histogram) {
            for (HistogramBucket bucket : histogram.buckets()) {
                rows.add(Row.of(name(bucket.name()), bucket.mean(), history.line(bucket.name()))
                        .marked(NetworkDominance.mayDominate(bucket, histogram, weeks)));
            }
        } else if (chart instanceof Ratio ratio) {
            rows.add(Row.of(name(INSTALLATIONS), ratio.installations(), history.line(INSTALLATIONS)));
            rows.add(Row.of(name(POOLED), ratio.pooled(), history.line(POOLED)));
        } else if (chart instanceof Stacks stacks) {
            rows.add(Row.of(name(INSTALLATIONS), stacks.installations(), history.line(INSTALLATIONS)));
        }
        blocks.add(new ChartBlock(words.say("block.all"), rows, 0));
        addMore();
    }

    private Row marked(Row row, long answers) {
        return row.of(answers, chart.answers(), weeks);
    }

    private void addMore() {
        if (chart instanceof Histogram histogram) {
            List<Row> rows = histogram.quantiles().stream()
                    .map(quantile -> Row.withText(quantile(quantile.q()), range(quantile.mean(), histogram)))
                    .toList();
            blocks.add(new ChartBlock(words.say("block.quantiles"), rows, 0));
        } else if (chart instanceof Ratio ratio) {
            List<Row> rows = ratio.distribution().stream()
                    .filter(bucket -> bucket.answers() > 0)
                    .map(bucket -> marked(Row.of(bin(bucket.name()), bucket.share(), List.of()), bucket.answers()))
                    .toList();
            blocks.add(new ChartBlock(words.say("block.parts"), rows, 0));
        } else if (chart instanceof Stacks stacks) {
            blocks.add(stacks.groups().isEmpty() ? byStack(stacks) : byGroup(stacks));
        }
    }

    private ChartBlock byGroup(Stacks stacks) {
        List<Row> rows = stacks.groups().stream()
                .limit(STACKS)
                .map(group -> Row.of(group.key().top(), group.share(), List.of()))
                .toList();
        return new ChartBlock(
                words.say("block.groups"), rows, Math.max(0, stacks.groups().size() - STACKS));
    }

    /** For charts that were published before stacks were grouped. */
    private ChartBlock byStack(Stacks stacks) {
        List<Row> rows = stacks.stacks().stream()
                .limit(STACKS)
                .map(stack -> Row.of(innermost(stack), stack.share(), List.of()))
                .toList();
        return new ChartBlock(
                words.say("block.stacks"), rows, Math.max(0, stacks.stacks().size() - STACKS));
    }

    private String innermost(StackCount stack) {
        return stack.frames().isEmpty()
                ? words.say("frames.none")
                : stack.frames().get(0);
    }

    private String quantile(double q) {
        return q == .5 ? words.say("median") : words.say("quantile", "percent", words.number(q * 100));
    }

    private String range(BucketRange range, Histogram histogram) {
        List<String> buckets = BucketRanges.measured(histogram, words.figures());
        if (range.bucket() < 0) {
            return words.say("nothing");
        }
        String value = buckets.get(range.bucket());
        if (range.low() < 0 || range.high() < 0) {
            return value;
        }
        String low = buckets.get(range.low());
        String high = buckets.get(range.high());
        return low.equals(high) ? value : words.say("range", "value", value, "low", low, "high", high);
    }

    private void add(Split split) {
        List<Cell> cells = split.cells();
        int left = by.isPresent() ? 0 : Math.max(0, cells.size() - USUAL_VALUES);
        List<Cell> shown = cells.subList(left, cells.size());
        if (chart instanceof Histogram histogram) {
            List<Row> rows = rows(shown, cell -> Row.withText(cell.value(), quantiles(cell, histogram)));
            blocks.add(new ChartBlock(
                    words.say("block.quantiles.by", "attribute", words.attribute(split.by())), rows, left));
            if (by.isEmpty()) {
                return;
            }
        }
        for (String figure : figures(split)) {
            List<Row> rows = rows(shown, cell -> row(split.by(), cell, figure));
            String title = words.say("block.by", "figure", name(figure), "attribute", words.attribute(split.by()));
            blocks.add(new ChartBlock(title, rows, left));
        }
    }

    private String quantiles(Cell cell, Histogram histogram) {
        return cell.quantiles().stream()
                .map(quantile -> quantile(quantile.q()) + " " + range(quantile.mean(), histogram))
                .collect(Collectors.joining(", "));
    }

    /** A row for each value, but only one for consecutive values with too few answers to show a figure. */
    private List<Row> rows(List<Cell> cells, Function<Cell, Row> row) {
        List<Row> rows = new ArrayList<>();
        for (int from = 0; from < cells.size(); ) {
            int to = from;
            while (to < cells.size() && cells.get(to).isTooSmall()) {
                to++;
            }
            if (to == from) {
                rows.add(row.apply(cells.get(from++)));
            } else {
                rows.add(tooFew(cells.subList(from, to)));
                from = to;
            }
        }
        return rows;
    }

    private Row tooFew(List<Cell> cells) {
        String first = cells.get(0).value();
        String last = cells.get(cells.size() - 1).value();
        long answers = cells.stream().mapToLong(Cell::answers).sum();
        return cells.size() == 1
                ? Row.withText(first, words.say("few", "answers", words.answers(answers)))
                : Row.withText(
                        words.say("values", "first", first, "last", last),
                        words.count("few.each", cells.size(), "answers", words.answers(answers)));
    }

    /** The names of the figures that are above 0 for any value, in the chart's order. */
    private static Set<String> figures(Split split) {
        Set<String> names = new LinkedHashSet<>();
        for (Cell cell : split.cells()) {
            cell.figures().forEach(figure -> names.add(figure.name()));
        }
        names.removeIf(name -> split.cells().stream()
                .flatMap(cell -> cell.figures().stream())
                .noneMatch(figure ->
                        figure.name().equals(name) && figure.estimate().value() > 0));
        return names;
    }

    private Row row(Attribute attribute, Cell cell, String name) {
        return cell.figures().stream()
                .filter(figure ->
                        figure.name().equals(name) && !figure.estimate().isUnknown())
                .findFirst()
                .map(figure -> marked(
                        Row.of(cell.value(), figure.estimate(), history.line(attribute, cell.value(), name)),
                        cell.answers()))
                .orElseGet(() -> Row.withText(cell.value(), words.say("nothing")));
    }

    /** A figure's name in the reader's language. */
    private String name(String figure) {
        if (chart instanceof Ratio ratio) {
            return figure.equals(POOLED) ? words.say("figure.pooled", "over", ratio.over()) : words.say("figure.any");
        }
        return chart instanceof Stacks ? words.say("figure.any") : BucketRanges.label(chart, figure, words.figures());
    }

    /** A bin of a ratio as a range. */
    private String bin(String name) {
        return BucketRanges.label(chart, name, words.figures());
    }
}
