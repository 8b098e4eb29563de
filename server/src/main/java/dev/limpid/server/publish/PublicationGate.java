package dev.limpid.server.publish;

import dev.limpid.charts.Platform;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Publishes nothing of a day that fewer than k of its reports show. A build that is too rare loses its processor, then its
 * system, its runtime and its version, each named {@code other}, until k reports show what is left; if none of that
 * suffices it is left out. A stack loses its outermost frames likewise. A counter is left out. {@code docs/publication.md}
 * says what this costs. Mutable, for one thread, for one day.
 */
final class PublicationGate {

    private static final int LEVELS = 5;

    private final int least;

    /** What each build becomes at the first level that suffices; a build that is not in here is left out. */
    private final Map<Build, Build> builds = new HashMap<>();

    private final Map<String, Integer> counters = new HashMap<>();
    private final Map<String, RareStacks> stacks = new HashMap<>();
    private int reportCount;

    /** Shows all reports of the day. */
    @FunctionalInterface
    interface Reports {
        void forEach(LineSink sink) throws IOException;
    }

    /**
     * Looks at a day.
     *
     * @param least how many reports have to show something
     */
    static PublicationGate of(int least, Reports reports) throws IOException {
        PublicationGate gate = new PublicationGate(least);
        for (int level = 0; level < LEVELS; level++) {
            gate.settleBuilds(level, reports);
        }
        reports.forEach(line -> gate.countNames(gate.withBuilds(read(line))));
        gate.counters.values().removeIf(count -> count < least);
        gate.stacks.values().forEach(RareStacks::decide);
        return gate;
    }

    private PublicationGate(int least) {
        this.least = least;
    }

    /** Counts the builds that are not settled yet as they are at a level, and settles those that k reports show. */
    private void settleBuilds(int level, Reports reports) throws IOException {
        Map<Build, Integer> shown = new HashMap<>();
        Set<Build> open = new HashSet<>();
        reports.forEach(line -> {
            Set<Build> once = new HashSet<>();
            for (ProgramReport program : read(line).programs()) {
                if (!builds.containsKey(program.build())) {
                    open.add(program.build());
                    once.add(coarsened(program.build(), level));
                }
            }
            once.forEach(build -> shown.merge(build, 1, Integer::sum));
        });
        for (Build build : open) {
            Build coarse = coarsened(build, level);
            if (shown.getOrDefault(coarse, 0) >= least) {
                builds.put(build, coarse);
            }
        }
    }

    private static Build coarsened(Build build, int level) {
        return new Build(
                build.program(),
                level > 3 ? Platform.OTHER : build.version(),
                level > 2 ? Platform.OTHER : build.runtime(),
                level > 1 ? Platform.OTHER : build.os(),
                level > 0 ? Platform.OTHER : build.arch());
    }

    private Report withBuilds(Report report) {
        SortedMap<Build, ProgramReport> kept = new TreeMap<>();
        for (ProgramReport program : report.programs()) {
            Build build = builds.get(program.build());
            if (build != null) {
                kept.merge(build, new ProgramReport(build, program.counters(), program.stacks()), ProgramReport::plus);
            }
        }
        return new Report(report.week(), Optional.empty(), report.x(), report.config(), List.copyOf(kept.values()));
    }

    private void countNames(Report report) {
        Set<String> once = new HashSet<>();
        for (ProgramReport program : report.programs()) {
            program.counters().keySet().forEach(name -> once.add(key(program, name)));
            RareStacks ofProgram = stacks.computeIfAbsent(program.build().program(), name -> new RareStacks(least));
            program.stacks().keySet().forEach(stack -> ofProgram.add(stack, reportCount));
        }
        once.forEach(name -> counters.merge(name, 1, Integer::sum));
        reportCount++;
    }

    private static String key(ProgramReport program, String counter) {
        return program.build().program() + "\n" + counter;
    }

    /** The report as it may be published. */
    byte[] pass(byte[] line) throws IOException {
        Report report = withBuilds(read(line));
        List<ProgramReport> programs = new ArrayList<>();
        for (ProgramReport program : report.programs()) {
            SortedMap<String, Long> kept = new TreeMap<>(program.counters());
            kept.keySet().removeIf(name -> !counters.containsKey(key(program, name)));
            programs.add(new ProgramReport(program.build(), kept, stacks(program)));
        }
        return ReportCodec.toJson(new Report(report.week(), Optional.empty(), report.x(), report.config(), programs));
    }

    private SortedMap<String, Long> stacks(ProgramReport program) {
        SortedMap<String, Long> kept = new TreeMap<>();
        RareStacks ofProgram = stacks.get(program.build().program());
        program.stacks().forEach((stack, events) -> {
            String published = ofProgram == null ? null : ofProgram.published(stack);
            if (published != null) {
                kept.merge(published, events, ProgramReport::saturatingSum);
            }
        });
        return kept;
    }

    private static Report read(byte[] line) throws IOException {
        try {
            return ReportCodec.read(line);
        } catch (MalformedReportException e) {
            throw new CorruptDataException("a stored report cannot be read: " + e.getMessage(), e);
        }
    }
}
