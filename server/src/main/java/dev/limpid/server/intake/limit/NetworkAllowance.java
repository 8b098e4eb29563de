package dev.limpid.server.intake.limit;

import dev.limpid.protocol.sampling.NetworkShare;

/**
 * How many installations one network may represent in a chart's week: see {@link NetworkShare}. The larger network that
 * contains it may give five times as much.
 *
 * <p>An answer counts at least as much as one at the newest rate, and an answer with k times that weight counts k²
 * times as much. So a network can neither send many light answers under an old configuration with a higher rate, nor a
 * few heavy ones under one with a lower rate: either would make the weights uneven, and sampling control would then
 * raise rates.
 *
 * @param network how many installations a network may represent
 * @param wider how many the larger network around it may represent
 * @param least the least that an answer counts as
 */
public record NetworkAllowance(double network, double wider, double least) {

    private static final int WIDER = 5;

    /**
     * The allowance for a chart.
     *
     * @param share a network's share of a chart's week
     * @param error the sampling error that the chart asks for
     * @param rate the chart's rate in the newest configuration
     * @param installations how many there are, measured in the last weeks; infinite if unknown
     */
    public static NetworkAllowance of(double share, double error, double rate, double installations) {
        double network = NetworkShare.installations(share, error, rate, installations);
        return new NetworkAllowance(network, WIDER * network, 1 / rate);
    }

    /** What an answer that represents this many installations counts as. */
    double cost(double installations) {
        double weight = Math.max(1, installations / least);
        return least * weight * weight;
    }
}
