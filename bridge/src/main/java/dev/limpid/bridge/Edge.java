package dev.limpid.bridge;

/** Which bucket a value is in that is exactly a bound: libraries differ, and a counter's name must say what is true. */
public enum Edge {
    /** The one above: {@code <10ms} and {@code >=10ms}, as Limpid's own histograms have it. */
    BELOW("<", ">="),
    /** The one below: {@code <=10ms} and {@code >10ms}, as OpenTelemetry's histograms have it. */
    AT_MOST("<=", ">");

    private final String lower;
    private final String last;

    Edge(String lower, String last) {
        this.lower = lower;
        this.last = last;
    }

    /** What follows a counter's name: the bucket of this number, which is one more than there are bounds for the last. */
    String bucket(Bounds bounds, int number) {
        return number < bounds.size() ? ":" + lower + bounds.texts()[number] : ":" + last + bounds.texts()[number - 1];
    }

    /** The number of the bucket that a value is in. */
    int number(Bounds bounds, double value) {
        int number = 0;
        while (number < bounds.size()
                && !(this == BELOW ? value < bounds.numbers()[number] : value <= bounds.numbers()[number])) {
            number++;
        }
        return number;
    }
}
