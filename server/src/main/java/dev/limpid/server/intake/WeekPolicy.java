package dev.limpid.server.intake;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.report.Report;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Set;

/**
 * Whether an answer or a report comes in time: of a week that has ended, not too long ago, and not published for good. The
 * first two go by this machine's clock, which may be wrong, so they are never a refusal for good: a sender whose clock says
 * otherwise tries again, until the week is too old by its own. The last can only be true of a week that is not too old if
 * the operator has raised {@code week-age} since, or this clock has been ahead. Safe for many threads.
 */
final class WeekPolicy {

    private final IntakeLimits limits;
    private final Clock clock;
    private volatile Set<LocalDate> closed = Set.of();

    WeekPolicy(IntakeLimits limits, Clock clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /** Takes nothing about these calendar weeks from now on. */
    void close(Set<LocalDate> mondays) {
        closed = Set.copyOf(mondays);
    }

    /** An answer names a calendar week; on which of its days the home's own week ended is not said. */
    void check(Answer answer) throws RefusedUpload {
        LocalDate today = today();
        // A home's week may have ended with the first day. East of Greenwich it is tomorrow already.
        if (answer.week().isAfter(today)) {
            throw new RefusedUpload(
                    409,
                    "week-to-come",
                    "the answer's week begins on " + answer.week()
                            + ", expected one of which a day has passed; here it is " + today);
        }
        if (!limits.mayCome(answer.week(), today)) {
            throw new RefusedUpload(
                    409,
                    "week-too-old",
                    "the answer's week began on " + answer.week() + " and could be answered until "
                            + limits.lastDay(answer.week()) + "; here it is " + today);
        }
        requireOpen(answer.week());
    }

    /** @param week the week that the report was sent as */
    void check(Report report, LocalDate week) throws RefusedUpload {
        if (!report.week().equals(week)) {
            throw new RefusedUpload(
                    400,
                    "other-week",
                    "the report's week is " + report.week() + ", expected " + week + " as in the path");
        }
        LocalDate today = today();
        // East of Greenwich it is tomorrow already.
        if (week.isAfter(today.plusDays(1))) {
            throw new RefusedUpload(
                    409,
                    "week-to-come",
                    "the week ends on " + week + ", expected one that has ended; here it is " + today);
        }
        if (week.isBefore(today.minusDays(limits.weekAge().toDays()))) {
            throw new RefusedUpload(
                    409,
                    "week-too-old",
                    "the week ended on " + week + ", expected one that ended at most "
                            + limits.weekAge().toDays() + " days ago; here it is " + today);
        }
        requireOpen(AnswerWeek.of(week));
    }

    private void requireOpen(LocalDate monday) throws RefusedUpload {
        if (closed.contains(monday)) {
            throw new RefusedUpload(
                    422,
                    "week-closed",
                    "the week of " + monday + " is published for good, expected one whose answers are still gathered");
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }
}
