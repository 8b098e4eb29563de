package dev.limpid.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.DrawnChart.BucketRange;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    /** The exact chance that the interval of a binomial share holds the truth, over the whole range of shares. */
    @Test
    void share_holdsTheTruthWithItsProbabilityAtEveryShare() {
        for (int n : new int[] {1, 5, 20, 100, 1000}) {
            for (double p : new double[] {0.0005, 0.002, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.97, 0.999}) {
                assertThat(coverage(n, p)).as("n %s p %s", n, p).isGreaterThan(0.98);
            }
        }
    }

    private static double coverage(int n, double p) {
        double chance = n * StrictMath.log(1 - p);
        double covered = 0;
        for (int k = 0; k <= n; k++) {
            Estimate estimate = Intervals.share((double) k / n, n);
            if (estimate.low() <= p && p <= estimate.high()) {
                covered += StrictMath.exp(chance);
            }
            chance += StrictMath.log(p / (1 - p) * (n - k) / (k + 1));
        }
        return covered;
    }

    @Test
    void share_isWilsonsScoreInterval() {
        // 81 of 263 at 99%, computed by hand from the formula.
        Estimate estimate = Intervals.share(81.0 / 263, 263);

        assertThat(estimate.low()).isCloseTo(0.240137, within(1e-5));
        assertThat(estimate.high()).isCloseTo(0.385283, within(1e-5));
    }

    @Test
    void share_withoutObservationsKnowsNothing() {
        assertThat(Intervals.share(0, 0)).isEqualTo(new Estimate(0, 0, 1));
    }

    @Test
    void aHundredthIsReachedWithTheNumberOfReportsThatTheDesignNames() {
        // n = z²/4e² = 16,587 reports for 1% at 99%.
        Estimate half = Intervals.share(0.5, 16_587);

        assertThat((half.high() - half.low()) / 2).isCloseTo(0.01, within(1e-5));
    }

    @Test
    void quantile_isTheBucketWhereTheSharesReachIt() {
        double[] shares = {0.2, 0.3, 0.4, 0.1};

        assertThat(Quantiles.of(0.5, shares, 100)).isEqualTo(new BucketRange(1, 1, 2));
        assertThat(Quantiles.of(0.9, shares, 10_000)).isEqualTo(new BucketRange(2, 2, 3));
        assertThat(Quantiles.of(0.99, shares, 10)).isEqualTo(new BucketRange(3, 1, 3));
        assertThat(Quantiles.of(0.5, new double[] {0, 0}, 100)).isEqualTo(new BucketRange(-1, -1, -1));
    }

    @Test
    void ratioBins_areDecidedByWholeNumbers() {
        assertThat(RatioBins.NAMES.get(RatioBins.bin(0, 7))).isEqualTo("0");
        assertThat(RatioBins.NAMES.get(RatioBins.bin(1, 1001))).isEqualTo("<0.1%");
        assertThat(RatioBins.NAMES.get(RatioBins.bin(1, 1000))).isEqualTo("<1%");
        assertThat(RatioBins.NAMES.get(RatioBins.bin(1, 2))).isEqualTo("<100%");
        assertThat(RatioBins.NAMES.get(RatioBins.bin(499, 1000))).isEqualTo("<50%");
        assertThat(RatioBins.NAMES.get(RatioBins.bin(3, 3))).isEqualTo("100%");
        assertThat(RatioBins.NAMES.get(RatioBins.bin(4, 3))).isEqualTo(">100%");
        assertThat(RatioBins.NAMES.get(RatioBins.bin(ReportTally.MOST_EVENTS, ReportTally.MOST_EVENTS)))
                .isEqualTo("100%");
    }

    @Test
    void bounds_areOrderedAcrossUnits() {
        assertThat(Bounds.ordered(java.util.List.of("other", "<1m", "<4KiB", ">=1m", "<10ms", "<5%", "<1s")))
                .containsExactly("<10ms", "<1s", "<5%", "<1m", ">=1m", "<4KiB", "other");
        assertThat(Bounds.ordered(java.util.List.of("9", "10", "1"))).containsExactly("1", "9", "10");
    }
}
