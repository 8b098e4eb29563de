package dev.limpid.protocol.report;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of one build in one week. A report has each build at most once.
 *
 * @param build the build that counted them
 * @param counters event totals by counter name, at least 1 each
 * @param stacks event totals by stack name ({@code counter\nframe\nframe…}), at least 1 each
 */
public record ProgramReport(Build build, SortedMap<String, Long> counters, SortedMap<String, Long> stacks) {

    /**
     * Copies both maps; the copies are sorted by name and cannot be changed. A count is unsigned, as in count files; a
     * count above the largest signed number becomes that number.
     */
    public ProgramReport {
        counters = sorted(counters);
        stacks = sorted(stacks);
    }

    /** A report of these counts, in whatever order the maps give them. */
    public ProgramReport(Build build, Map<String, Long> counters, Map<String, Long> stacks) {
        this(build, new TreeMap<>(counters), new TreeMap<>(stacks));
    }

    /** The sum of both, which must be of one build. A sum above the largest number becomes that number. */
    public ProgramReport plus(ProgramReport other) {
        if (!build.equals(other.build)) {
            throw new IllegalArgumentException("found counts of " + other.build + ", expected counts of " + build);
        }
        return new ProgramReport(build, sum(counters, other.counters), sum(stacks, other.stacks));
    }

    private static SortedMap<String, Long> sum(SortedMap<String, Long> a, SortedMap<String, Long> b) {
        SortedMap<String, Long> sum = new TreeMap<>(a);
        b.forEach((name, count) -> sum.merge(name, count, ProgramReport::saturatingSum));
        return sum;
    }

    /** a + b of two counts, or the largest number if that is more. */
    public static long saturatingSum(long a, long b) {
        long sum = a + b;
        return sum < 0 ? Long.MAX_VALUE : sum;
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return counters.isEmpty() && stacks.isEmpty();
    }

    private static SortedMap<String, Long> sorted(SortedMap<String, Long> counts) {
        TreeMap<String, Long> copy = new TreeMap<>(counts);
        copy.replaceAll((name, count) -> count < 0 ? (Long) Long.MAX_VALUE : count);
        return Collections.unmodifiableSortedMap(copy);
    }
}
