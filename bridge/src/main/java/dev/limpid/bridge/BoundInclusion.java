package dev.limpid.bridge;

/** Whether a bucket includes its upper bound: libraries differ, and a counter's name must be true. */
public enum BoundInclusion {
    /**
     * A value equal to a bound is in the bucket above it: {@code <10ms} and {@code >=10ms}, as in Limpid's own
     * histograms.
     */
    EXCLUSIVE("<", ">="),
    /**
     * A value equal to a bound is in the bucket below it: {@code <=10ms} and {@code >10ms}, as in OpenTelemetry's
     * histograms.
     */
    INCLUSIVE("<=", ">");

    private final String lower;
    private final String last;

    BoundInclusion(String lower, String last) {
        this.lower = lower;
        this.last = last;
    }

    /** The suffix of a counter's name for the bucket with this number; the last bucket has the number of bounds. */
    String bucket(Bounds bounds, int number) {
        return number < bounds.size() ? ":" + lower + bounds.texts()[number] : ":" + last + bounds.texts()[number - 1];
    }

    /** The number of the bucket that contains a value. */
    int bucketIndex(Bounds bounds, double value) {
        int number = 0;
        while (number < bounds.size()
                && !(this == EXCLUSIVE ? value < bounds.numbers()[number] : value <= bounds.numbers()[number])) {
            number++;
        }
        return number;
    }
}
