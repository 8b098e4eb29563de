package dev.limpid.cli.chart;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.NetworkDominance;
import java.util.List;
import java.util.Optional;

/**
 * Rows that belong together and share a scale.
 *
 * @param title what the rows show
 * @param rows the rows, from the top
 * @param left how many rows are left out
 */
record ChartBlock(String title, List<Row> rows, int left) {

    ChartBlock {
        rows = List.copyOf(rows);
    }

    /** Whether any row has a figure. If so, the block has a scale. */
    boolean isDrawn() {
        return rows.stream().anyMatch(row -> row.estimate().isPresent());
    }

    /** Whether any row has a line with at least one value. */
    boolean hasLine() {
        return rows.stream().anyMatch(Row::hasLine);
    }

    /**
     * One row.
     *
     * @param label the bucket, or the value of an attribute
     * @param estimate the figure to draw, if there is one
     * @param words the text instead of a figure
     * @param line the figure in the weeks up to this one
     * @param mayBeOfOneNetwork whether one network may have given half of its answers or more
     */
    record Row(
            String label,
            Optional<Estimate> estimate,
            String words,
            List<Optional<Double>> line,
            boolean mayBeOfOneNetwork) {

        /** Follows the label of a row if one network may have given most of its answers. */
        static final String MARK = "†";

        Row {
            line = List.copyOf(line);
        }

        boolean hasLine() {
            return line.stream().anyMatch(Optional::isPresent);
        }

        static Row of(String label, Estimate estimate, List<Optional<Double>> line) {
            return new Row(label, Optional.of(estimate), "", line, false);
        }

        static Row withText(String label, String words) {
            return new Row(label, Optional.empty(), words, List.of(), false);
        }

        /** The row, marked if one network may have given most of its answers. */
        Row of(long answers, long ofChart, int weeks) {
            return marked(NetworkDominance.mayDominate(answers, ofChart, weeks));
        }

        /** The row, marked if one network may have given most of it. */
        Row marked(boolean mayBe) {
            return mayBe ? new Row(label + MARK, estimate, words, line, true) : this;
        }
    }
}
