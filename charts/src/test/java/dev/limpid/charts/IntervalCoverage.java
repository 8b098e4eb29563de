package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How often intervals contain the truth, figure by figure. At 99% they should in at least 98 of 100 draws; {@code
 * -Dlimpid.draws=1000} makes more draws than the 100 of a build. For one thread.
 */
public final class IntervalCoverage {

    /** How many draws a test makes. */
    public static final int DRAWS = Integer.getInteger("limpid.draws", 100);

    /** With few draws, a few more may miss by chance. */
    private static final double ENOUGH = DRAWS < 500 ? 0.95 : 0.98;

    private final Map<String, Integer> held = new TreeMap<>();

    /** Whether there are enough draws to print figures. */
    public static boolean isPrinted() {
        return DRAWS >= 300;
    }

    /** Counts one interval of a draw; figures in charts are rounded to five digits. */
    public void count(String figure, Estimate estimate, double truth) {
        double rounding = 1e-5 * Math.max(1e-3, Math.abs(truth));
        count(figure, estimate.low() - rounding <= truth && truth <= estimate.high() + rounding);
    }

    /** Counts one interval of a draw. */
    public void count(String figure, boolean holds) {
        held.merge(figure, holds ? 1 : 0, Integer::sum);
    }

    /** In which share of the draws each figure's interval contained the truth. */
    public Map<String, Double> shares() {
        Map<String, Double> shares = new TreeMap<>();
        held.forEach((figure, times) -> shares.put(figure, (double) times / DRAWS));
        return shares;
    }

    /** The share of one figure; empty if it was never counted. */
    public Optional<Double> share(String figure) {
        return Optional.ofNullable(shares().get(figure));
    }

    /** Fails if the interval of a figure contained the truth too rarely, or if none was counted. */
    public void assertEnough() {
        assertThat(shares())
                .isNotEmpty()
                .allSatisfy((figure, share) -> assertThat(share).as(figure).isGreaterThanOrEqualTo(ENOUGH));
    }
}
