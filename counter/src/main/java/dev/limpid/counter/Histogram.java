package dev.limpid.counter;

import java.time.Duration;

/**
 * Counts values in buckets that are named by their upper bounds: {@code tool/start:<10ms}, {@code tool/start:<1s}. A
 * value at or above the last bound falls into {@code >=} that bound.
 *
 * <p>Thread-safe; made for static fields. Never throws.
 */
public final class Histogram {
    private final double[] bounds;
    private final Counter[] buckets;

    private Histogram(String name, String[] bounds, Unit unit) {
        this.bounds = new double[bounds.length];
        this.buckets = new Counter[bounds.length + 1];
        for (int i = 0; i < bounds.length; i++) {
            this.bounds[i] = unit.parse(bounds[i]);
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
        return new Histogram(name, bounds, Unit.DURATION);
    }

    /** Sizes in bytes, in bounds such as {@code 512B}, {@code 4KiB}, {@code 1MiB}, {@code 2GiB}. */
    public static Histogram ofSizes(String name, String... bounds) {
        return new Histogram(name, bounds, Unit.SIZE);
    }

    /** Percentages from 0 to 100, in bounds such as {@code 5%}. */
    public static Histogram ofPercentages(String name, String... bounds) {
        return new Histogram(name, bounds, Unit.PERCENTAGE);
    }

    /** Plain numbers and ratios, in bounds such as {@code 0.5} or {@code 100}. */
    public static Histogram ofNumbers(String name, String... bounds) {
        return new Histogram(name, bounds, Unit.NUMBER);
    }

    /** Counts a value: of durations in nanoseconds, of sizes in bytes, of percentages in percent. */
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

    /** What may follow the number of a bound, longest first where one ends like another. */
    private enum Unit {
        DURATION("ns us ms s m h"),
        SIZE("KiB MiB GiB B"),
        PERCENTAGE("%"),
        NUMBER("");

        private final String suffixes;

        Unit(String suffixes) {
            this.suffixes = suffixes;
        }

        double parse(String bound) {
            for (String suffix : suffixes.split(" ", -1)) {
                int digits = bound.length() - suffix.length();
                if (bound.endsWith(suffix) && isNumber(bound, digits)) {
                    return Double.parseDouble(bound.substring(0, digits)) * factor(suffix);
                }
            }
            throw new IllegalArgumentException("\"" + bound + "\" is no bound, expected a number"
                    + (suffixes.isEmpty() ? "" : " followed by one of: " + suffixes));
        }

        private static double factor(String suffix) {
            return switch (suffix) {
                case "us" -> 1e3;
                case "ms" -> 1e6;
                case "s" -> 1e9;
                case "m" -> 60e9;
                case "h" -> 3600e9;
                case "KiB" -> 1L << 10;
                case "MiB" -> 1L << 20;
                case "GiB" -> 1L << 30;
                default -> 1;
            };
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
}
