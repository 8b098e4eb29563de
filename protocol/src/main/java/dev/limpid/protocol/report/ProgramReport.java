package dev.limpid.protocol.report;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counts of one build in one week. A report holds each build at most once.
 *
 * @param build whose counts these are
 * @param counters event totals by counter name, at least 1 each
 * @param stacks event totals by stack name ({@code counter\nframe\nframe…}), at least 1 each
 */
public record ProgramReport(Build build, SortedMap<String, Long> counters, SortedMap<String, Long> stacks) {

    /** Copies both maps; the copies are sorted by name and cannot be changed. */
    public ProgramReport {
        counters = sorted(counters);
        stacks = sorted(stacks);
    }

    /** A report of these counts, in whatever order the maps give them. */
    public ProgramReport(Build build, Map<String, Long> counters, Map<String, Long> stacks) {
        this(build, new TreeMap<>(counters), new TreeMap<>(stacks));
    }

    /** Whether nothing was counted. */
    public boolean isEmpty() {
        return counters.isEmpty() && stacks.isEmpty();
    }

    private static SortedMap<String, Long> sorted(SortedMap<String, Long> counts) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(counts));
    }
}
