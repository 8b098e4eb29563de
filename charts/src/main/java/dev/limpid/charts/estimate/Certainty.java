package dev.limpid.charts.estimate;

import dev.limpid.charts.DrawnChart.BucketRange;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Note;
import java.util.Optional;

/** Whether it can be said how far the truth may be away, and if not, why. */
public enum Certainty {
    /** Intervals hold the truth at 99%. */
    SURE,
    /**
     * Of a week to which answers may still come: who uses a program much answers earlier, and nobody knows how many are
     * missing and what they are like.
     */
    PROVISIONAL,
    /**
     * Of a week of which the gate before publication did not show every answer as it was given. What it makes coarser and
     * leaves out is what is rare, so figures lean to what is common, and nobody who computes them knows by how much.
     */
    GATED,
    /** Of weights that were trimmed: what that takes away is a bias that no variance knows of. */
    TRIMMED;

    /** Why there are no intervals, for the reader of a chart. */
    public Optional<Note> note() {
        return switch (this) {
            case SURE -> Optional.empty();
            case PROVISIONAL -> Optional.of(Note.of(Note.Kind.PROVISIONAL));
            case GATED -> Optional.of(Note.of(Note.Kind.RARE));
            case TRIMMED -> Optional.of(Note.of(Note.Kind.TRIMMED, "times", (long) TrimmedWeights.TIMES));
        };
    }

    public Estimate of(Estimate estimate) {
        return this == SURE ? estimate : Estimate.withoutInterval(estimate.value());
    }

    public BucketRange of(BucketRange range) {
        return this == SURE ? range : new BucketRange(range.bucket(), -1, -1);
    }
}
