package dev.limpid.web.facts;

import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.protocol.report.ReportWeek;
import java.time.Duration;
import java.util.Optional;

/**
 * What the server does with reports, taken from its settings, so that the page "Privacy" cannot say anything else.
 *
 * @param accepted for how long after its week a report is still taken
 * @param largestReport the most bytes a report may have, unpacked
 * @param publicationGate nothing is published that fewer reports of a day show, if set
 * @param keptDays how many days after its week a received report is kept beside the published data; empty if for ever
 * @param addressLimits whether requests are limited by address prefix, in memory only
 * @param behindProxy whether another server in front passes requests on and may keep logs of its own
 * @param objectStore whether received reports lie in an object store rather than on the server's own disk
 */
public record ServerRules(
        Duration accepted,
        long largestReport,
        Optional<Integer> publicationGate,
        Optional<Integer> keptDays,
        boolean addressLimits,
        boolean behindProxy,
        boolean objectStore) {

    /** What holds where nothing was set. */
    public static final ServerRules DEFAULT = new ServerRules(
            Duration.ofDays(ReportWeek.LATE_DAYS),
            ReportLimits.UPLOAD.bytes(),
            Optional.empty(),
            Optional.empty(),
            true,
            false,
            false);
}
