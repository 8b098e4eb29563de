package dev.limpid.bridge;

import dev.limpid.counter.Counter;
import org.jspecify.annotations.Nullable;

/**
 * Where the measurements of one entry and of one combination of its tags go. Thread-safe. Nothing here throws: NaN, infinite and negative
 * numbers, and numbers of events beyond what a double can count, are no events and are left out.
 */
public final class Target {
    /** Beyond it a double cannot tell one number from the next. */
    private static final double MOST = 0x1p53;

    /** How far apart two bounds may be that went through another unit. */
    private static final double SAME = 1e-9;

    private final String name;
    private final @Nullable Bounds bounds;
    private final Edge edge;
    private final Counter[] counters;

    /** What is left of events that were no whole number. Guarded by this. */
    private double rest;

    Target(String name, @Nullable Bounds bounds, Edge edge) {
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

    /** Counts so many events of a target without buckets. Of parts of an event the sum is counted, once it is whole. */
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

    /** Counts one value of a target with buckets, in nanoseconds, bytes, per cent, or as it is. */
    public void record(double value) {
        record(value, 1);
    }

    /** Counts a value as many times as it was measured. */
    public void record(double value, long times) {
        Bounds here = bounds;
        if (here != null && value >= 0 && value < Double.POSITIVE_INFINITY) {
            counters[edge.number(here, value)].add(times);
        }
    }

    /**
     * The number of the bucket in which somebody else's bucket lies, or -1 if none holds all of it; its bounds are in
     * nanoseconds, bytes, per cent, or as they are.
     *
     * @param above what all its values are above
     * @param upTo what none of its values is above; infinite for the last
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

    /** Counts so many values in the bucket of this number. */
    public void addTo(int bucket, long times) {
        counters[bucket].add(times);
    }

    /**
     * By how much a value of one unit is to be multiplied to be one of this target's.
     *
     * @param unit as the Unified Code for Units of Measure has it: {@code s}, {@code ms}, {@code By}, {@code KiBy}, {@code %}, {@code 1}
     * @return 0 if values of that unit cannot be counted here
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

    /** The name that its counters' names begin with. */
    @Override
    public String toString() {
        return name;
    }
}
