package dev.limpid.charts.estimate;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.Estimate;
import java.util.Optional;

/** Whether the error of a figure can be bounded, and if not, why. */
public enum IntervalStatus {
    /** Intervals contain the truth at 99%. */
    SURE,
    /**
     * For a week to which answers can still arrive: machines that run a program often answer earlier, and nobody knows
     * how many are missing and how these differ.
     */
    PROVISIONAL,
    /**
     * For a week in which the gate before publication coarsened or left out answers. These are the rare ones, so
     * figures are biased towards what is common, and it is not known by how much.
     */
    GATED,
    /** For trimmed weights: trimming causes a bias that no variance reflects. */
    TRIMMED;

    /** Tells the reader of a chart why there are no intervals. */
    public Optional<ChartNote> note() {
        return switch (this) {
            case SURE -> Optional.empty();
            case PROVISIONAL -> Optional.of(ChartNote.of(ChartNote.Kind.PROVISIONAL));
            case GATED -> Optional.of(ChartNote.of(ChartNote.Kind.RARE));
            case TRIMMED -> Optional.of(ChartNote.of(ChartNote.Kind.TRIMMED, "times", (long) TrimmedWeights.TIMES));
        };
    }

    public Estimate applyTo(Estimate estimate) {
        return this == SURE ? estimate : Estimate.withoutInterval(estimate.value());
    }

    public BucketRange applyTo(BucketRange range) {
        return this == SURE ? range : new BucketRange(range.bucket(), -1, -1);
    }
}
