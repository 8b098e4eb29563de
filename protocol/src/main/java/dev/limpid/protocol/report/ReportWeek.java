package dev.limpid.protocol.report;

import java.time.LocalDate;

/** What client and server both hold of the week of a report, which is named by the day on which it ended. */
public final class ReportWeek {

    /** How many days a week has. */
    public static final int DAYS = 7;

    /** How many days after its week's end a report is still sent; a server takes it at least as long. */
    public static final int LATE_DAYS = 21;

    private ReportWeek() {}

    /** The day on which the week that ended on this day began. */
    public static LocalDate begin(LocalDate week) {
        return week.minusDays(DAYS);
    }

    /** Whether the report of a week is too late to be sent. */
    public static boolean isTooLate(LocalDate week, LocalDate today) {
        return week.isBefore(today.minusDays(LATE_DAYS));
    }
}
