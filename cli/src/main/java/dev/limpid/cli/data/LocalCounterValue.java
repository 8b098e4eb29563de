package dev.limpid.cli.data;

import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * A counter or stack that a build counted on this machine. A counter that only a configuration names is not included: the build may not
 * have it, and a 0 would suggest that it does.
 *
 * @param week the day on which the week ends
 */
record LocalCounterValue(LocalDate week, Build build, String name, long count) {

    /**
     * Every counter of every build, week by week.
     *
     * @param reports the reports, oldest first
     */
    static List<LocalCounterValue> all(List<Report> reports) {
        List<LocalCounterValue> all = new ArrayList<>();
        for (Report report : reports) {
            for (ProgramReport program : report.programs()) {
                Build build = program.build();
                program.counters().forEach((name, count) -> all.add(of(report, build, name, count)));
                program.stacks().forEach((name, count) -> all.add(of(report, build, name, count)));
            }
        }
        return all;
    }

    private static LocalCounterValue of(Report report, Build build, String name, long count) {
        return new LocalCounterValue(report.week(), build, name, count);
    }
}
