package dev.limpid.web.facts;

import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.report.ReportWeek;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server does with answers, taken from its settings, so that the page "Privacy" cannot say anything else.
 *
 * @param accepted for how long after its week an answer is still taken
 * @param largestAnswer the most bytes an answer may have, unpacked
 * @param publicationGate no answer is published that fewer machines gave alike, if set
 * @param keptDays how many days after its week a received answer is kept beside the published data; empty if for ever
 * @param addressLimits whether requests are limited by address prefix, in memory only
 * @param networkShares whether is counted what each network gave to a week, so that none gives more than its share
 * @param behindProxy whether another server in front passes requests on and may keep logs of its own
 * @param objectStore whether received answers lie in an object store rather than on the server's own disk
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

    /** What holds where nothing was set. */
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
        /** Once nothing can come any more. */
        ONCE,
        /** Once most of it is in, and once more when nothing can come any more. */
        WEEKLY,
        /** On every day on which something came. */
        DAILY
    }
}
