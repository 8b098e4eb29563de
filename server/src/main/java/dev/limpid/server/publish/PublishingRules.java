package dev.limpid.server.publish;

import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.index.PublishedWeek.State;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a collection is published.
 *
 * @param lateDays how many days after its week's Sunday an answer is still taken
 * @param threads how many threads read answers
 * @param gate no line is published that fewer machines gave; below 2 there is no gate
 * @param cadence how often a week is published while answers to it may still come
 */
public record PublishingRules(int lateDays, int threads, int gate, Cadence cadence) {

    /** So many days after its Sunday most of a week's answers are in. */
    public static final int PROVISIONAL_DAYS = 7;

    /** What clients may send late. */
    private static final int LATE_DAYS = 21;

    /** How often a week is published. */
    public enum Cadence {
        /** When nothing can come any more: two revisions of a week tell what those answered that came in between. */
        ONCE,
        /** Once when most of it is in, and once when nothing can come any more. */
        WEEKLY,
        /** On every day on which something came: this tells on which weekday homes answer. */
        DAILY
    }

    /**
     * @throws IllegalArgumentException if a collection with a gate is to be published daily: what a day adds is what a few
     *     machines gave
     */
    public PublishingRules {
        if (gate > 1 && cadence == Cadence.DAILY) {
            throw new IllegalArgumentException(
                    "publish = daily together with a gate shows what the gate hides, expected one of them");
        }
    }

    /** Weekly, without a gate. */
    public PublishingRules(int lateDays, int threads) {
        this(lateDays, threads, 0, Cadence.WEEKLY);
    }

    /** What clients may send, every processor, weekly, no gate. */
    public static PublishingRules usual() {
        return new PublishingRules(LATE_DAYS, AnswerFiles.allProcessors());
    }

    /** The same with a gate. */
    public PublishingRules withGate(int least) {
        return new PublishingRules(lateDays, threads, least, cadence);
    }

    /** The same at another cadence. */
    public PublishingRules with(Cadence other) {
        return new PublishingRules(lateDays, threads, gate, other);
    }

    boolean isGated() {
        return gate > 1;
    }

    /** The first day on which nothing about a week can come any more, and it is published for the last time. */
    public LocalDate lastDue(LocalDate week) {
        // A day more than answers are taken: one that was judged just before midnight may be stored just after it.
        return week.plusDays(6 + lateDays + 2L);
    }

    /**
     * As what a week is to be published on a day; empty if it is too early. Behind a gate a week is published once: of
     * two revisions anyone could see what the few answers were that came between them.
     *
     * @param week its Monday
     */
    Optional<State> due(LocalDate week, LocalDate today) {
        if (!today.isBefore(lastDue(week))) {
            return Optional.of(State.FINAL);
        }
        LocalDate sunday = week.plusDays(6);
        boolean most = switch (cadence) {
            case ONCE -> false;
            case WEEKLY -> today.isAfter(sunday.plusDays(PROVISIONAL_DAYS));
            case DAILY -> today.isAfter(week);
        };
        return most && !isGated() ? Optional.of(State.PROVISIONAL) : Optional.empty();
    }
}
