package dev.limpid.charts.estimate;

import dev.limpid.charts.DrawnChart.BucketRange;
import dev.limpid.charts.Estimate;
import java.util.Optional;

/** Whether it can be said how far the truth may be away, and if not, why. */
public enum Certainty {
    /** Intervals hold the truth at 99%. */
    SURE(""),
    /**
     * Of a week to which answers may still come: who uses a program much answers earlier, and nobody knows how many are
     * missing and what they are like.
     */
    PROVISIONAL("Answers may still come, and those who use a program much answer first: no 99% interval can be had"),
    /**
     * Of a week of which the gate before publication did not show every answer as it was given. What it makes coarser and
     * leaves out is what is rare, so figures lean to what is common, and nobody who computes them knows by how much.
     */
    GATED(
            "Rare answers are left out or shown with coarser counts before anything is published, so figures lean to what is"
                    + " common: no 99% interval can be had"),
    /** Of weights that were trimmed: what that takes away is a bias that no variance knows of. */
    TRIMMED("Some answers stand for more than " + (int) AnswerEstimates.TRIM + " times as many machines as those of the"
            + " median machine do; they count for " + (int) AnswerEstimates.TRIM
            + " times as many, so no 99% interval can be had");

    private final String note;

    Certainty(String note) {
        this.note = note;
    }

    /** Why there are no intervals, for the reader of a chart. */
    public Optional<String> note() {
        return this == SURE ? Optional.empty() : Optional.of(note);
    }

    public Estimate of(Estimate estimate) {
        return this == SURE ? estimate : Estimate.withoutInterval(estimate.value());
    }

    public BucketRange of(BucketRange range) {
        return this == SURE ? range : new BucketRange(range.bucket(), -1, -1);
    }
}
