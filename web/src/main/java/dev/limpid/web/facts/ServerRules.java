package dev.limpid.web.facts;

import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.report.ReportWeek;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server does with answers. Taken from its settings, so that the page "Privacy" cannot claim anything else.
 *
 * @param accepted how long after its week an answer is still accepted
 * @param largestAnswer the largest size of an uncompressed answer in bytes
 * @param publicationGate if set, the least number of machines that must have given the same answer for it to be published
 * @param keptDays for how many days after its week a received answer is kept besides the published data; empty for ever
 * @param addressLimits whether requests are limited by address prefix, in memory only
 * @param networkShares whether the server counts how many answers each network gave in a week, so that none gives more than its share
 * @param behindProxy whether a proxy in front of the server forwards requests and may keep logs of its own
 * @param objectStore whether received answers are stored in an object store rather than on the server's own disk
 * @param cadence how often a week is published
 */
public record ServerRules(
        Duration accepted,
        long largestAnswer,
        Optional<Integer> publicationGate,
        Optional<Integer> keptDays,
        boolean addressLimits,
        boolean networkShares,
        boolean behindProxy,
        boolean objectStore,
        Cadence cadence) {

    /** The rules of a server without any setting. */
    public static final ServerRules DEFAULT = new ServerRules(
            Duration.ofDays(ReportWeek.LATE_DAYS),
            AnswerLimits.BYTES,
            Optional.empty(),
            Optional.of(ReportWeek.LATE_DAYS + 2),
            true,
            true,
            false,
            false,
            Cadence.WEEKLY);

    /** How often a week is published. */
    public enum Cadence {
        /** Once, when no more answers can come. */
        ONCE,
        /** When most answers have come, and again when no more can come. */
        WEEKLY,
        /** On every day on which answers came. */
        DAILY
    }
}
