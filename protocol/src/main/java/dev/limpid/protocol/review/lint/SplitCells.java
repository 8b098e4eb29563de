package dev.limpid.protocol.review.lint;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SampleSize;

/**
 * How many cells {@code by} splits a chart into, and how many answers each cell gets if answers are spread evenly. In
 * fact rare cells get fewer; every text with this number says so.
 *
 * @param cells combinations of values that are commonly in use
 * @param answers the number of answers to the chart in a week
 */
record SplitCells(long cells, double answers) {

    /**
     * With fewer answers in a cell, its share is known to within 18 points at best, and a machine is likely to be alone
     * in it.
     */
    static final int FEW = 50;

    /** How many values are commonly in use; {@code docs/public-process.md} names them. */
    private static final int VERSIONS = 10;

    private static final int RUNTIMES = 4;
    private static final int SYSTEMS = 3;
    private static final int PROCESSORS = 2;

    static SplitCells of(Chart chart, Participation participation) {
        long cells = 1;
        for (Attribute attribute : chart.by()) {
            cells *= values(attribute, chart);
        }
        long needed = SampleSize.reportsFor(chart.error());
        return new SplitCells(
                cells, Math.min(needed, participation.of(chart.program()).orElse(needed)));
    }

    private static int values(Attribute attribute, Chart chart) {
        return switch (attribute) {
            case VERSION ->
                ReleaseSource.of(chart)
                        .filter(ReleaseSource.Listed.class::isInstance)
                        .map(source ->
                                ((ReleaseSource.Listed) source).versions().size())
                        .orElse(VERSIONS);
            case RUNTIME -> RUNTIMES;
            case OS -> SYSTEMS;
            case ARCH -> PROCESSORS;
        };
    }

    double answersPerCell() {
        return answers / cells;
    }

    boolean areSmall() {
        return cells > 1 && answersPerCell() < FEW;
    }
}
