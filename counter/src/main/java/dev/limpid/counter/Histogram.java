package dev.limpid.counter;

import java.time.Duration;

/**
 * Counts values in buckets that are named by their upper bounds: {@code tool/start:<10ms}, {@code tool/start:<1s}. A
 * value at or above the last bound falls into {@code >=} that bound.
 *
 * <p>Any thread may count: all fields are final. Made for static fields. Counting never throws. Creating one throws IllegalArgumentException if there
 * are no bounds or they do not ascend: they are part of the program's source, so its first run shows the mistake.
 */
public final class Histogram {
    private final double[] bounds;
    private final Counter[] buckets;

    private Histogram(String name, String[] bounds, String... units) {
        if (bounds.length == 0) {
            throw new IllegalArgumentException("the histogram " + name + " has no bounds, expected one or more");
        }
        this.bounds = new double[bounds.length];
        this.buckets = new Counter[bounds.length + 1];
        for (int i = 0; i < bounds.length; i++) {
            this.bounds[i] = parse(bounds[i], units);
            if (i > 0 && !(this.bounds[i - 1] < this.bounds[i])) {
                throw new IllegalArgumentException("the bounds of " + name + " go from " + bounds[i - 1] + " to "
                        + bounds[i] + ", expected each above the one before");
            }
            buckets[i] = Counter.of(name + ":<" + bounds[i]);
        }
        buckets[bounds.length] = Counter.of(name + ":>=" + bounds[bounds.length - 1]);
    }

    /** Durations, in bounds such as {@code 10ms}, {@code 1s}, {@code 5m}, {@code 2h}; also {@code ns} and {@code us}. */
    public static Histogram ofDurations(String name, String... bounds) {
        return new Histogram(name, bounds, "ns=1", "us=1e3", "ms=1e6", "s=1e9", "m=60e9", "h=3600e9");
    }

    /** Sizes in bytes, in bounds such as {@code 512B}, {@code 4KiB}, {@code 1MiB}, {@code 2GiB}. */
    public static Histogram ofSizes(String name, String... bounds) {
        return new Histogram(name, bounds, "KiB=1024", "MiB=1048576", "GiB=1073741824", "B=1");
    }

    /** Percentages from 0 to 100, in bounds such as {@code 5%}. */
    public static Histogram ofPercentages(String name, String... bounds) {
        return new Histogram(name, bounds, "%=1");
    }

    /** Plain numbers and ratios, in bounds such as {@code 0.5} or {@code 100}. */
    public static Histogram ofNumbers(String name, String... bounds) {
        return new Histogram(name, bounds, "=1");
    }

    /** Counts a value: a duration in nanoseconds, a size in bytes, a percentage in percent. */
    public void record(double value) {
        int bucket = 0;
        while (bucket < bounds.length && !(value < bounds[bucket])) {
            bucket++;
        }
        buckets[bucket].increment();
    }

    /** Counts a duration. */
    public void record(Duration duration) {
        record(duration.getSeconds() * 1e9 + duration.getNano());
    }

    /**
     * The number that a bound means.
     *
     * @param units the units that may follow the number, each with its factor; of units with the same ending, the
     *     longest comes first
     */
    private static double parse(String bound, String[] units) {
        for (String unit : units) {
            int equals = unit.indexOf('=');
            int digits = bound.length() - equals;
            if (bound.endsWith(unit.substring(0, equals)) && isNumber(bound, digits)) {
                return Double.parseDouble(bound.substring(0, digits)) * Double.parseDouble(unit.substring(equals + 1));
            }
        }
        throw new IllegalArgumentException(
                "\"" + bound + "\" is not a bound, expected a number and one of: " + String.join(" ", units));
    }

    private static boolean isNumber(String text, int end) {
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c != '.' || i == 0)) {
                return false;
            }
        }
        return end > 0;
    }
}
