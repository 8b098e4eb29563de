package dev.limpid.server.intake;

import dev.limpid.protocol.config.SampleSize;

/**
 * How many installations one network may stand for in a chart's week: a share of what the chart needs, or of what it has
 * where that is less. With a fiftieth of them a network that says the same in all its answers moves a share of a half by
 * 0.98 percentage points.
 *
 * <p>Twenty answers are always taken: they move a share by less than its own interval is wide, however few answers there
 * are, and so many people share an address in an office. The network around a network may give five times as much.
 *
 * <p>An answer counts as one at the newest rate at least. Those that name an old configuration of a higher rate stand for
 * less, but sampling control sees from their number that the weights differ, and raises rates: 331 installations would be
 * thousands of them.
 *
 * @param network what a network may stand for
 * @param wider what the network around it may stand for
 * @param least what an answer counts as at least
 */
record NetworkAllowance(double network, double wider, double least) {

    /** So many answers of one network are always taken. */
    static final int ANSWERS = 20;

    private static final int WIDER = 5;

    /**
     * The allowance for a chart.
     *
     * @param share a network's share of a chart's week
     * @param error the sampling error that the chart asks for
     * @param rate the chart's rate in the newest configuration
     * @param installations how many there are as measured in the last weeks; infinite if that is not known
     */
    static NetworkAllowance of(double share, double error, double rate, double installations) {
        double needed = SampleSize.reportsFor(error) / rate;
        double network = Math.max(ANSWERS / rate, share * Math.min(needed, installations));
        return new NetworkAllowance(network, WIDER * network, 1 / rate);
    }

    /** What an answer that stands for so many installations counts as. */
    double cost(double installations) {
        return Math.max(least, installations);
    }
}
