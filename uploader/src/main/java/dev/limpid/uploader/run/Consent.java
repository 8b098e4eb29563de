package dev.limpid.uploader.run;

import dev.limpid.counter.home.Mode;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Whether a week may leave this machine. A report is of a whole week of the home, though a program may have been first
 * run in its middle: the week began seven days before it ended, and only if that is after the day of consent was nothing
 * in it counted before the user agreed.
 */
public final class Consent {

    private static final int DAYS_OF_A_WEEK = 7;

    private Consent() {}

    /** The day on which the week that ended on this day began. */
    public static LocalDate begin(LocalDate week) {
        return week.minusDays(DAYS_OF_A_WEEK);
    }

    /** Why a week stays here, in words; empty if it may be sent. */
    public static Optional<String> reasonToKeep(Mode mode, LocalDate week, LocalDate today) {
        if (!(mode instanceof Mode.On on)) {
            return Optional.of("the mode is not on");
        }
        if (!mode.mayUpload(begin(week))) {
            return Optional.of("the week began on " + begin(week) + ", not after the day of consent, " + on.since());
        }
        if (week.isAfter(today)) {
            return Optional.of("the week has not ended: it is " + today);
        }
        if (week.isBefore(today.minusDays(Reporting.OLDEST_DAYS))) {
            return Optional.of("the week ended more than " + Reporting.OLDEST_DAYS + " days ago");
        }
        return Optional.empty();
    }
}
