package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.report.Report;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Whether an answer or a report arrives in time: its week has ended, not too long ago, and is not published for the
 * last time. The first two depend on this machine's clock, which may be wrong, so their refusals are never permanent: a
 * sender whose clock differs tries again until the week is too old by its own clock. The last refuses a week that is
 * not too old only if the operator has raised {@code week-age} since, or this clock has been ahead. Safe for many
 * threads: the closed weeks are volatile and replaced as a whole.
 */
final class WeekPolicy {

    private final IntakeLimits limits;
    private final Clock clock;
    private volatile Set<LocalDate> closed = Set.of();

    WeekPolicy(IntakeLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Refuses everything about these calendar weeks from now on. */
    void close(Set<LocalDate> mondays) {
        closed = Set.copyOf(mondays);
    }

    /** Checks an answer, which names a calendar week but not the day on which the home's own week ended. */
    void check(Answer answer) throws RefusedUpload {
        LocalDate today = today();
        // A home's week may have ended with the first day, and east of Greenwich it is already tomorrow.
        if (answer.week().isAfter(today)) {
            throw new RefusedUpload(
                    409,
                    "week-to-come",
                    "the answer's week begins on " + answer.week()
                            + ", expected one whose first day has passed; today is " + today);
        }
        if (!limits.acceptsAnswers(answer.week(), today)) {
            throw new RefusedUpload(
                    409,
                    "week-too-old",
                    "the answer's week began on " + answer.week() + " and could be answered until "
                            + limits.lastDay(answer.week()) + "; today is " + today);
        }
        requireOpen(answer.week());
    }

    /** @param week the week in the path of the request */
    void check(Report report, LocalDate week) throws RefusedUpload {
        if (!report.week().equals(week)) {
            throw new RefusedUpload(
                    400,
                    "other-week",
                    "the report's week is " + report.week() + ", expected " + week + " as in the path");
        }
        LocalDate today = today();
        // East of Greenwich it is already tomorrow.
        if (week.isAfter(today.plusDays(1))) {
            throw new RefusedUpload(
                    409,
                    "week-to-come",
                    "the week ends on " + week + ", expected one that has ended; today is " + today);
        }
        if (week.isBefore(today.minusDays(limits.weekAge().toDays()))) {
            throw new RefusedUpload(
                    409,
                    "week-too-old",
                    "the week ended on " + week + ", expected one that ended at most "
                            + limits.weekAge().toDays() + " days ago; today is " + today);
        }
        requireOpen(AnswerWeek.of(week));
    }

    private void requireOpen(LocalDate monday) throws RefusedUpload {
        if (closed.contains(monday)) {
            throw new RefusedUpload(
                    422,
                    "week-closed",
                    "the week of " + monday
                            + " is published for the last time, expected one that still accepts answers");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
