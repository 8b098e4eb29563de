package dev.limpid.server.upload;

import dev.limpid.protocol.report.Report;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Whether a report comes in time: of the week that it was sent as, which has ended, and not too long ago. */
final class WeekJudge {

    private final UploadLimits limits;
    private final Clock clock;

    WeekJudge(UploadLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** @param week the week that the report was sent as */
    void check(Report report, LocalDate week) throws RefusedUpload {
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
    }
}
