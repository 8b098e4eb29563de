package dev.limpid.server.publish;

/**
 * How a collection is published.
 *
 * @param lateDays how many days after its week a report is still taken
 * @param threads how many threads read reports
 */
public record PublishingRules(int lateDays, int threads) {

    /** What clients may send, and every processor. */
    public static PublishingRules usual() {
        return new PublishingRules(21, ReportFiles.allProcessors());
    }
}
