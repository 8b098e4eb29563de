package dev.limpid.server.publish;

import dev.limpid.server.publish.file.AnswerFiles;
import dev.limpid.server.publish.index.PublishedWeek.State;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How a collection is published.
 *
 * @param lateDays how many days after its week's Sunday an answer is still accepted
 * @param threads how many threads read answers
 * @param gate how many machines must give a line before it is published; below 2 there is no gate
 * @param cadence how often a week is published while it still accepts answers
 */
public record PublishingRules(int lateDays, int threads, int gate, Cadence cadence) {

    /** After this many days from its Sunday, most of a week's answers have arrived. */
    public static final int PROVISIONAL_DAYS = 7;

    /** How late clients may send answers. */
    private static final int LATE_DAYS = 21;

    /** How often a week is published. */
    public enum Cadence {
        /**
         * Once no more answers can arrive: two revisions of a week would reveal the answers that arrived in between.
         */
        ONCE,
        /** Once when most of it has arrived, and once when no more answers can arrive. */
        WEEKLY,
        /** On every day on which answers arrived: this reveals on which weekday homes answer. */
        DAILY
    }

    /**
     * @throws IllegalArgumentException if a collection with a gate is to be published daily: each day would add
     *     what only a few machines gave
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

    /** As late as clients may send, with every processor, weekly, without a gate. */
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

    /** The first day on which no more answers about a week can arrive, and it is published for the last time. */
    public LocalDate lastDue(LocalDate week) {
        // A day longer than answers are accepted: one that was judged just before midnight may be stored just after it.
        return week.plusDays(6 + lateDays + 2L);
    }

    /**
     * The state in which a week is published on a day; empty if it is too early. Behind a gate, a week is published
     * once: from two revisions anyone could see the few answers that arrived in between.
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
