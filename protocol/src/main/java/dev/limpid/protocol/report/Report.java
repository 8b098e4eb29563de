package dev.limpid.protocol.report;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Event totals of one week on one machine. The local report has all of them and stays on the machine; answers are made
 * from it. golang.org/x/telemetry's client sends its answers in one report of the same form.
 *
 * @param week the day on which the week ended: the first day that is not part of it
 * @param lastWeek the week of the report before; present in local reports only
 * @param x the sampling value of a report that is sent, uniform in [0,1); 0 in a local one
 * @param config the version of the collection configuration that was asked, such as {@code v1.4.0}; empty in a local
 *     report that was made without one
 * @param programs what was counted, each build once, in the order of {@link Build}
 */
public record Report(
        LocalDate week, Optional<LocalDate> lastWeek, double x, String config, List<ProgramReport> programs) {

    /**
     * Sorts and copies the list of programs.
     *
     * @throws IllegalArgumentException if x is outside [0,1) or a build is listed twice
     */
    public Report {
        if (!(x >= 0 && x < 1)) {
            throw new IllegalArgumentException("X is " + x + ", expected a number from 0 to below 1");
        }
        List<ProgramReport> sorted = new ArrayList<>(programs);
        sorted.sort(Comparator.comparing(ProgramReport::build));
        for (int i = 1; i < sorted.size(); i++) {
            if (sorted.get(i).build().equals(sorted.get(i - 1).build())) {
                throw new IllegalArgumentException(
                        "the report lists " + sorted.get(i).build() + " twice, expected each build once");
            }
        }
        programs = List.copyOf(sorted);
    }
}
