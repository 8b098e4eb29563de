package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.BucketRange;

/**
 * Whether it can be said how far the truth may be away. Of a week to which answers may still come it cannot: who uses a
 * program much answers earlier, and nobody knows how many are missing and what they are like.
 */
enum Certainty {
    /** Intervals hold the truth at 99%. */
    SURE,
    /** There are no intervals. */
    PROVISIONAL;

    Estimate of(Estimate estimate) {
        return this == SURE ? estimate : Estimate.withoutInterval(estimate.value());
    }

    BucketRange of(BucketRange range) {
        return this == SURE ? range : new BucketRange(range.bucket(), -1, -1);
    }
}
