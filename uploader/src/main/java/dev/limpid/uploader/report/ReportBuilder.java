package dev.limpid.uploader.report;

import dev.limpid.countfile.CountFileContents;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds up the counts of all count files of one week. Files of the same build become one entry, whatever their order;
 * sums stay at the largest number instead of overflowing. Not safe for use by several threads.
 */
public final class ReportBuilder {

    private final SortedMap<Build, SortedMap<String, Long>> counts = new TreeMap<>();

    /** Adds the counts of one count file and its journal. */
    public ReportBuilder add(CountFileContents file) {
        Build build = new Build(file.program(), file.version(), file.runtime(), file.os(), file.arch());
        SortedMap<String, Long> sums = counts.computeIfAbsent(build, b -> new TreeMap<>());
        file.cappedCounts().forEach((name, count) -> {
            if (count > 0) {
                sums.merge(name, count, ReportBuilder::saturatingSum);
            }
        });
        return this;
    }

    /**
     * The local report of all counts that were added.
     *
     * @param week the day on which the week ended
     * @param lastWeek the week of the previous report, if there was one
     * @param config the version of the last verified configuration, or empty
     */
    public Report build(LocalDate week, Optional<LocalDate> lastWeek, String config) {
        List<ProgramReport> programs = new ArrayList<>();
        counts.forEach((build, sums) -> {
            ProgramReport program = split(build, sums);
            if (!program.isEmpty()) {
                programs.add(program);
            }
        });
        return new Report(week, lastWeek, 0, config, programs);
    }

    private static ProgramReport split(Build build, SortedMap<String, Long> sums) {
        SortedMap<String, Long> counters = new TreeMap<>();
        SortedMap<String, Long> stacks = new TreeMap<>();
        sums.forEach((name, count) -> (name.contains("\n") ? stacks : counters).put(name, count));
        return new ProgramReport(build, counters, stacks);
    }

    private static long saturatingSum(long a, long b) {
        return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
    }
}
