package dev.limpid.bridge;

import dev.limpid.counter.Counter;
import org.jspecify.annotations.Nullable;

/**
 * The counters for one rule and one combination of its tags. Safe for use by many threads: this
 * object's monitor guards the fraction, and all else is final. Nothing here throws: NaN, infinite and
 * negative numbers, and numbers of events beyond the precision of a double, are ignored.
 */
public final class Target {
    /** Beyond this a double cannot represent every whole number. */
    private static final double MOST = 0x1p53;

    /** The relative difference up to which bounds count as equal, since converting units rounds. */
    private static final double SAME = 1e-9;

    private final String name;
    private final @Nullable Bounds bounds;
    private final BoundInclusion edge;
    private final Counter[] counters;

    /** The fractional part of the events added so far. */
    private double rest;

    Target(String name, @Nullable Bounds bounds, BoundInclusion edge) {
        this.name = name;
        this.bounds = bounds;
        this.edge = edge;
        this.counters = new Counter[bounds == null ? 1 : bounds.size() + 1];
        for (int i = 0; i < counters.length; i++) {
            counters[i] = Counter.of(bounds == null ? name : name + edge.bucket(bounds, i));
        }
    }

    /** Whether values are counted in buckets, rather than events. */
    public boolean hasBuckets() {
        return bounds != null;
    }

    /** Counts events in a target without buckets. Fractions are added up and counted once they make a whole event. */
    public void add(double events) {
        if (!(events > 0 && events <= MOST)) {
            return;
        }
        long whole = (long) events;
        if (whole < events) {
            whole += fraction(events - whole);
        }
        counters[0].add(whole);
    }

    private synchronized long fraction(double part) {
        rest += part;
        long whole = (long) rest;
        rest -= whole;
        return whole;
    }

    /** Counts one value in a target with buckets, in nanoseconds, bytes, per cent, or as a plain number. */
    public void record(double value) {
        record(value, 1);
    }

    /** Counts a value that was measured {@code times} times. */
    public void record(double value, long times) {
        Bounds here = bounds;
        if (here != null && value >= 0 && value < Double.POSITIVE_INFINITY) {
            counters[edge.bucketIndex(here, value)].add(times);
        }
    }

    /**
     * The number of the bucket that contains the whole of another library's bucket, or -1 if there is none. The bounds
     * are in nanoseconds, bytes, per cent, or plain numbers.
     *
     * @param above the exclusive lower bound of the other bucket
     * @param upTo its inclusive upper bound; infinite for the last one
     */
    public int bucketOf(double above, double upTo) {
        Bounds here = bounds;
        if (here == null) {
            return -1;
        }
        int number = 0;
        while (number < here.size() && upTo > here.numbers()[number] * (1 + SAME)) {
            number++;
        }
        return number > 0 && above < here.numbers()[number - 1] * (1 - SAME) ? -1 : number;
    }

    /** Counts {@code times} values in the bucket with this number. */
    public void addTo(int bucket, long times) {
        counters[bucket].add(times);
    }

    /**
     * The factor that converts a value in the given unit to this target's unit.
     *
     * @param unit in the Unified Code for Units of Measure: {@code s}, {@code ms}, {@code By}, {@code KiBy}, {@code %},
     *     {@code 1}
     * @return 0 if values in that unit cannot be counted here
     */
    public double factor(String unit) {
        Bounds here = bounds;
        if (here == null) {
            return 1;
        }
        return switch (here.kind()) {
            case DURATION ->
                switch (unit) {
                    case "ns" -> 1;
                    case "us" -> 1e3;
                    case "ms" -> 1e6;
                    case "s" -> 1e9;
                    case "min" -> 60e9;
                    case "h" -> 3600e9;
                    default -> 0;
                };
            case SIZE ->
                switch (unit) {
                    case "By" -> 1;
                    case "KiBy" -> 0x1p10;
                    case "MiBy" -> 0x1p20;
                    case "GiBy" -> 0x1p30;
                    default -> 0;
                };
            case PERCENTAGE -> unit.equals("%") ? 1 : unit.equals("1") ? 100 : 0;
            case NUMBER -> 1;
        };
    }

    /** The common beginning of its counters' names. */
    @Override
    public String toString() {
        return name;
    }
}
