package dev.limpid.server.publish;

import dev.limpid.protocol.report.ReportWeek;

/**
 * How a collection is published.
 *
 * @param lateDays how many days after its week a report is still taken
 * @param threads how many threads read reports
 * @param gate nothing is published that fewer reports of a day show; below 2 there is no gate
 */
public record PublishingRules(int lateDays, int threads, int gate) {

    /** Without a gate. */
    public PublishingRules(int lateDays, int threads) {
        this(lateDays, threads, 0);
    }

    /** What clients may send, every processor, no gate. */
    public static PublishingRules usual() {
        return new PublishingRules(ReportWeek.LATE_DAYS, ReportFiles.allProcessors());
    }

    /** The same with a gate. */
    public PublishingRules withGate(int least) {
        return new PublishingRules(lateDays, threads, least);
    }

    boolean isGated() {
        return gate > 1;
    }
}
