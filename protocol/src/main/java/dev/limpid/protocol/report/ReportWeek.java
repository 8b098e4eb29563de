package dev.limpid.protocol.report;

import java.time.LocalDate;

/** The rules for a report's week that client and server share. A week is named by the day on which it ended. */
public final class ReportWeek {

    /** The number of days in a week. */
    public static final int DAYS = 7;

    /** For how many days after its week a report can be sent; a server accepts it at least as long. */
    public static final int LATE_DAYS = 21;

    private ReportWeek() {}

    /** The first day of the week that ended on this day. */
    public static LocalDate begin(LocalDate week) {
        return week.minusDays(DAYS);
    }

    /** Whether the report of a week is too late to be sent. */
    public static boolean isTooLate(LocalDate week, LocalDate today) {
        return week.isBefore(today.minusDays(LATE_DAYS));
    }
}
