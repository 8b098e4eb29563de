package dev.limpid.server.intake;

import dev.limpid.protocol.config.NetworkShare;

/**
 * How many installations one network may stand for in a chart's week: see {@link NetworkShare}. The network around a network
 * may give five times as much.
 *
 * <p>An answer counts as one at the newest rate at least, and one of k times the weight counts as k². So a network can
 * neither bring in many light answers, by an old configuration of a higher rate, nor few heavy ones, by one of a lower rate:
 * either way the weights of all would differ, and sampling control, which sees that, would raise rates.
 *
 * @param network what a network may stand for
 * @param wider what the network around it may stand for
 * @param least what an answer counts as at least
 */
record NetworkAllowance(double network, double wider, double least) {

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
        double network = NetworkShare.installations(share, error, rate, installations);
        return new NetworkAllowance(network, WIDER * network, 1 / rate);
    }

    /** What an answer that stands for so many installations counts as. */
    double cost(double installations) {
        double weight = Math.max(1, installations / least);
        return least * weight * weight;
    }
}
