package dev.limpid.cli;

import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A counter or stack of a build that ran on this machine: counted in this week, or never counted by that build but named
 * for it by the configuration.
 *
 * @param week the day on which the week ends
 * @param count 0 if it was never counted
 */
record KnownCounter(LocalDate week, Build build, String name, long count) {

    /**
     * Every counter that was counted, week by week; then, in the newest week of each build, those that the configuration
     * collects of it and that it never counted.
     *
     * @param reports oldest first
     */
    static List<KnownCounter> all(List<Report> reports, Optional<UploadConfig> config) {
        Map<Build, LocalDate> newest = new HashMap<>();
        Map<Build, Set<String>> counted = new HashMap<>();
        for (Report report : reports) {
            for (ProgramReport program : report.programs()) {
                newest.merge(program.build(), report.week(), (a, b) -> a.isAfter(b) ? a : b);
                Set<String> names = counted.computeIfAbsent(program.build(), build -> new HashSet<>());
                names.addAll(program.counters().keySet());
                program.stacks().keySet().forEach(stack -> names.add(firstLine(stack)));
            }
        }
        List<KnownCounter> all = new ArrayList<>();
        for (Report report : reports) {
            for (ProgramReport program : report.programs()) {
                Build build = program.build();
                program.counters().forEach((name, count) -> all.add(of(report, build, name, count)));
                program.stacks().forEach((name, count) -> all.add(of(report, build, name, count)));
                if (config.isPresent() && report.week().equals(newest.get(build))) {
                    for (String name : collected(config.get(), build, report.week())) {
                        if (!counted.getOrDefault(build, Set.of()).contains(name)) {
                            all.add(of(report, build, name, 0));
                        }
                    }
                }
            }
        }
        return all;
    }

    private static KnownCounter of(Report report, Build build, String name, long count) {
        return new KnownCounter(report.week(), build, name, count);
    }

    /** What the configuration collects of a build in this week: counters by name, stacks by prefix. */
    private static Set<String> collected(UploadConfig config, Build build, LocalDate week) {
        Set<String> names = new TreeSet<>();
        for (UploadConfig.Program program : config.programs()) {
            if (program.name().equals(build.program())) {
                program.counters().forEach(rule -> names.add(rule.name()));
                program.stacks().forEach(rule -> names.add(rule.name()));
            }
        }
        names.removeIf(name -> config.rate(build, name, week).isEmpty());
        return names;
    }

    private static String firstLine(String stack) {
        int end = stack.indexOf('\n');
        return end < 0 ? stack : stack.substring(0, end);
    }
}
