package dev.limpid.charts;

import dev.limpid.protocol.config.ChartType;
import java.util.List;

/**
 * Where one chart's sums lie in its program's tally. All sums are whole numbers, so that adding them in any order and
 * any partition gives the same result.
 *
 * <pre>
 * every chart          asked · answered
 * partition            then one per bucket: reports
 * histogram            then per bucket: reports · share · share² · y (2) · y² (2) · xy (2); then x (2) · x² (2) · max
 * ratio                then with P · one per bin · y (2) · y² (2) · xy (2) · x (2) · x² (2) · max · reports with P &gt; N
 * stack                nothing more; the stacks themselves are in a {@link StackSample}
 * </pre>
 *
 * A share is one report's part of a bucket, in units of 2^-32. x is a report's total (of a ratio: N), y the bucket's
 * count (of a ratio: P); their sums take two longs, 128 bits, high half first.
 *
 * @param type the chart's type; the charts every program has are partitions
 * @param title what the chart is called
 * @param over the denominator's counter of a ratio, or empty
 * @param buckets the names of the buckets, or of a ratio's bins
 * @param base the first slot of the tally
 * @param inputs where the chart's counts of one report are collected: one place per bucket; of a ratio P, then N
 * @param index the chart's place among its program's charts
 */
record Slots(
        ChartType type, DrawnChart.Title title, String over, List<String> buckets, int base, int inputs, int index) {

    static final int HISTOGRAM_STRIDE = 9;
    static final int SHARE = 1;
    static final int SHARE_SQUARED = 2;
    static final int Y = 3;
    static final int Y_SQUARED = 5;
    static final int XY = 7;

    /** The whole in which shares are counted: 2^32. */
    static final double WHOLE = 0x1p32;

    Slots {
        buckets = List.copyOf(buckets);
    }

    int asked() {
        return base;
    }

    int answered() {
        return base + 1;
    }

    /** The first slot of a bucket; of a ratio, the slot of a bin. */
    int bucket(int bucket) {
        return switch (type) {
            case HISTOGRAM -> base + 2 + bucket * HISTOGRAM_STRIDE;
            case RATIO -> base + 3 + bucket;
            default -> base + 2 + bucket;
        };
    }

    /** Of a ratio: the reports with P above 0. */
    int withP() {
        return base + 2;
    }

    /** The first of the sums that follow the buckets. */
    private int tail() {
        return bucket(buckets.size());
    }

    int ratioY() {
        return tail();
    }

    int ratioYSquared() {
        return tail() + 2;
    }

    int ratioXY() {
        return tail() + 4;
    }

    int x() {
        return type == ChartType.RATIO ? tail() + 6 : tail();
    }

    int xSquared() {
        return x() + 2;
    }

    int max() {
        return x() + 4;
    }

    int overOne() {
        return x() + 5;
    }

    /** How many slots the chart takes. */
    int size() {
        return switch (type) {
            case PARTITION -> 2 + buckets.size();
            case HISTOGRAM -> max() + 1 - base;
            case RATIO -> overOne() + 1 - base;
            case STACK -> 2;
        };
    }

    /** How many inputs the chart takes. */
    int inputSize() {
        return switch (type) {
            case RATIO -> 2;
            case STACK -> 1;
            default -> buckets.size();
        };
    }

    /** Says for each of the chart's slots how it is merged. */
    void markMerges(byte[] merges) {
        if (type == ChartType.HISTOGRAM) {
            for (int bucket = 0; bucket < buckets.size(); bucket++) {
                for (int wide = Y; wide < HISTOGRAM_STRIDE; wide += 2) {
                    merges[bucket(bucket) + wide] = Tally.WIDE;
                }
            }
        } else if (type == ChartType.RATIO) {
            merges[ratioY()] = Tally.WIDE;
            merges[ratioYSquared()] = Tally.WIDE;
            merges[ratioXY()] = Tally.WIDE;
        }
        if (type == ChartType.HISTOGRAM || type == ChartType.RATIO) {
            merges[x()] = Tally.WIDE;
            merges[xSquared()] = Tally.WIDE;
            merges[max()] = Tally.MAX;
        }
    }
}
