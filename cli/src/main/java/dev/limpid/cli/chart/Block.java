package dev.limpid.cli.chart;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.NetworkDominance;
import java.util.List;
import java.util.Optional;

/**
 * Rows that belong together and share a scale.
 *
 * @param title what they show
 * @param rows from the top
 * @param left how many rows are left out
 */
record Block(String title, List<Row> rows, int left) {

    Block {
        rows = List.copyOf(rows);
    }

    /** Whether any row has a figure, and so the block a scale. */
    boolean isDrawn() {
        return rows.stream().anyMatch(row -> row.estimate().isPresent());
    }

    /** Whether any row has a line with something in it. */
    boolean hasLine() {
        return rows.stream().anyMatch(Row::hasLine);
    }

    /**
     * One row.
     *
     * @param label the bucket, or the value of an attribute
     * @param estimate what is drawn, if anything is
     * @param words what is said in place of a figure
     * @param line the same figure in the weeks up to this one
     * @param mayBeOfOneNetwork whether one network may have given half of its answers or more
     */
    record Row(
            String label,
            Optional<Estimate> estimate,
            String words,
            List<Optional<Double>> line,
            boolean mayBeOfOneNetwork) {

        /** Stands behind the label of a row of which one network may have given most answers. */
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

        static Row saying(String label, String words) {
            return new Row(label, Optional.empty(), words, List.of(), false);
        }

        /** The row, marked if one network may have given most of its answers. */
        Row of(long answers, long ofChart, int weeks) {
            return marked(NetworkDominance.mayBeMost(answers, ofChart, weeks));
        }

        /** The row, marked if one network may have given most of it. */
        Row marked(boolean mayBe) {
            return mayBe ? new Row(label + MARK, estimate, words, line, true) : this;
        }
    }
}
