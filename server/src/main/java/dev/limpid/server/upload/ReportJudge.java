package dev.limpid.server.upload;

import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.SortedMap;

/** Whether a report can be true at all, before any configuration is asked. */
final class ReportJudge {

    /** More than a program can count in a week: a billion a second. */
    static final long MOST = 604_800_000_000_000L;

    private final UploadLimits limits;
    private final Clock clock;

    ReportJudge(UploadLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    void plausible(Report report, LocalDate week) throws RefusedUpload {
        if (!report.week().equals(week)) {
            throw new RefusedUpload(
                    400,
                    "other-week",
                    "the report's week is " + report.week() + ", expected " + week + " as in the path");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        // East of Greenwich it is tomorrow already.
        if (week.isAfter(today.plusDays(1))) {
            throw new RefusedUpload(
                    422,
                    "week-to-come",
                    "the week ends on " + week + ", expected one that has ended; here it is " + today);
        }
        if (week.isBefore(today.minusDays(limits.weekAge().toDays()))) {
            throw new RefusedUpload(
                    422,
                    "week-too-old",
                    "the week ended on " + week + ", expected one that ended at most "
                            + limits.weekAge().toDays() + " days ago; here it is " + today);
        }
        for (ProgramReport program : report.programs()) {
            plausible(program.counters());
            plausible(program.stacks());
        }
    }

    private static void plausible(SortedMap<String, Long> counts) throws RefusedUpload {
        for (long count : counts.values()) {
            if (count > MOST) {
                throw new RefusedUpload(
                        422, "count-too-high", "a count is " + count + ", expected at most " + MOST + " in a week");
            }
        }
    }
}
