package dev.limpid.charts.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.fold.ChartSums;
import dev.limpid.charts.plan.RatioBins;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalsTest {

    private static final double[] SHARES = {0.0005, 0.002, 0.01, 0.03, 0.1, 0.25, 0.5, 0.75, 0.97, 0.999};

    /**
     * The exact probability that the interval of a binomial share contains the truth, over the whole range of shares.
     */
    @Test
    void share_containsTheTruthWithItsProbabilityAtEveryShare() {
        for (int n : new int[] {1, 5, 20, 100, 1000}) {
            for (double p : SHARES) {
                assertThat(coverage(n, p, hits -> share(n, hits, 1), p))
                        .as("n %s p %s", n, p)
                        .isGreaterThan(0.9899);
            }
        }
    }

    /** Only a few of the machines with large weights have it, and each of these represents a hundred others. */
    @Test
    void share_thatOnlyTheHeaviestHave_containsTheTruth() {
        int light = 4000;
        int heavy = 10;
        double weight = 100;
        for (double p : SHARES) {
            double truth = p * heavy * weight / (light + heavy * weight);
            assertThat(coverage(
                            heavy,
                            p,
                            hits -> new Moments(
                                            light + heavy * weight,
                                            hits * weight,
                                            light + heavy * weight * weight,
                                            hits * weight * weight,
                                            hits * weight * weight,
                                            weight)
                                    .share(),
                            truth))
                    .as("p %s", p)
                    .isGreaterThan(0.985);
        }
    }

    /** Of a million events one is of the other kind: the share is rounded at its sixth digit, its odds are not. */
    @Test
    void odds_areRoundedOnce() {
        for (double odds : new double[] {0.75, 636, 99_999, 300_000, 700_000}) {
            Moments moments = new Moments(
                    100 * (odds + 1),
                    100 * odds,
                    100 * (odds + 1) * (odds + 1),
                    100 * odds * (odds + 1),
                    100 * odds * odds,
                    odds + 1);
            assertThat(moments.odds(Intervals.Z).value()).isEqualTo(odds);
        }
        assertThat(Moments.NONE.odds(Intervals.Z).isUnknown()).isTrue();
        assertThat(Moments.NONE.share().isUnknown()).isTrue();
        assertThat(share(20, 0, 1).isUnknown()).isFalse();
    }

    private static double coverage(int n, double p, IntFunction<Estimate> interval, double truth) {
        double covered = 0;
        for (int hits = 0; hits <= n; hits++) {
            Estimate estimate = interval.apply(hits);
            if (estimate.low() <= truth && truth <= estimate.high()) {
                covered += chance(n, p, hits);
            }
        }
        return covered;
    }

    private static double chance(int n, double p, int hits) {
        double chance = n * StrictMath.log(1 - p);
        for (int k = 0; k < hits; k++) {
            chance += StrictMath.log(p / (1 - p) * (n - k) / (k + 1));
        }
        return StrictMath.exp(chance);
    }

    /** Of n reports, each of which represents equally many installations, this many have it. */
    private static Estimate share(int n, int hits, double weight) {
        return Moments.NONE.plus(weight, 1, n, hits, n, hits, hits, 1).share();
    }

    @Test
    void share_isTheExactIntervalOfClopperAndPearsonWhateverTheWeight() {
        for (int n : new int[] {10, 100, 1000}) {
            for (int hits : new int[] {2, n / 5, n / 2, n - 3}) {
                Estimate estimate = share(n, hits, 1);

                assertThat(tail(n, estimate.high(), 0, hits))
                        .as("%s of %s", hits, n)
                        .isBetween(0.0035, 0.0052);
                assertThat(tail(n, estimate.low(), hits, n))
                        .as("%s of %s", hits, n)
                        .isBetween(0.0025, 0.0052);
                assertThat(share(n, hits, 7)).isEqualTo(estimate);
            }
        }
    }

    private static double tail(int n, double p, int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToDouble(hits -> chance(n, p, hits))
                .sum();
    }

    @Test
    void share_withoutReportsMayBeAnything() {
        assertThat(Moments.NONE.share()).isEqualTo(Estimate.UNKNOWN);
    }

    @Test
    void share_ofAllOrNoneReachesItsEnd() {
        assertThat(share(100, 0, 1).low()).isEqualTo(0);
        assertThat(share(100, 0, 1).high()).isCloseTo(0.0516, within(5e-4));
        assertThat(share(100, 100, 1).high()).isEqualTo(1);
    }

    @Test
    void aHundredthIsReachedWithTheNumberOfReportsThatTheDesignNames() {
        // n = z²/4e² = 16,587 reports for 1% at 99%.
        Estimate half = share(16_587, 8293, 1);

        assertThat((half.high() - half.low()) / 2).isCloseTo(0.01, within(5e-5));
    }

    @Test
    void quantile_isTheBucketWhereTheSharesReachIt() {
        List<Estimate> upTo = List.of(
                new Estimate(0.2, 0.1, 0.3), new Estimate(0.5, 0.4, 0.6), new Estimate(0.9, 0.8, 0.97), share(9, 9, 1));

        assertThat(Quantiles.of(0.5, upTo)).isEqualTo(new BucketRange(1, 1, 2));
        assertThat(Quantiles.of(0.9, upTo)).isEqualTo(new BucketRange(2, 2, 3));
        assertThat(Quantiles.of(0.25, upTo)).isEqualTo(new BucketRange(1, 0, 1));
        assertThat(Quantiles.of(0.99, upTo)).isEqualTo(new BucketRange(3, 3, 3));
        assertThat(Quantiles.of(0.5, List.of(Estimate.NONE))).isEqualTo(new BucketRange(-1, -1, -1));
    }

    @Test
    void installations_ofFewReportsAtALowRateMayBeMany() {
        InstallationCountEstimator count = new InstallationCountEstimator(1);
        count.add(1, 100, 1);

        // Of 743 machines at most one is asked, with a probability of 0.5%.
        assertThat(count.estimate().value()).isEqualTo(100);
        assertThat(count.estimate().low()).isCloseTo(1, within(0.1));
        assertThat(count.estimate().high()).isCloseTo(741, within(5.0));
    }

    @Test
    void installations_areThoseOfAWeekHoweverManyWeeksThePeriodHas() {
        for (int weeks = 1; weeks <= 5; weeks++) {
            InstallationCountEstimator count = new InstallationCountEstimator(weeks);
            for (int week = 0; week < weeks; week++) {
                count.add(1, 1, 280);
            }

            assertThat(count.estimate()).as("%s weeks", weeks).isEqualTo(new Estimate(280, 280, 280));
        }
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
        assertThat(RatioBins.NAMES.get(RatioBins.bin(ChartSums.MOST_EVENTS, ChartSums.MOST_EVENTS)))
                .isEqualTo("100%");
    }

    /**
     * Paulson's definition: the cube root of F, minus its mean, is z standard deviations of the difference of two cube
     * roots. The quantile is found by solving this for F; here its solution is put into it again.
     */
    @Test
    void beta_solvesPaulsonsEquation() {
        for (double a : new double[] {1.5, 2, 5, 40, 1_000}) {
            for (double b : new double[] {1.5, 2, 7, 90}) {
                for (double z : new double[] {0, 0.5, 1, Intervals.Z}) {
                    double x = Intervals.beta(a, b, z);
                    if (x == 1) {
                        continue;
                    }
                    double root = Math.cbrt(x / (1 - x) * b / a);
                    double deviation = root * (1 - 1 / (9 * b)) - (1 - 1 / (9 * a));
                    double variance = root * root / (9 * b) + 1 / (9 * a);
                    assertThat(deviation / Math.sqrt(variance))
                            .as("beta %s %s at %s", a, b, z)
                            .isCloseTo(z, within(1e-9));
                    assertThat(Intervals.beta(b, a, -z)).isCloseTo(1 - x, within(1e-15));
                }
            }
        }
        assertThat(Intervals.beta(0, 3, 1)).isZero();
        assertThat(Intervals.beta(3, 0, 1)).isEqualTo(1);
        assertThat(Intervals.beta(3, 0, -1)).isEqualTo(1);
        assertThat(Intervals.beta(3, 0.01, 1)).isEqualTo(1);
        assertThat(Intervals.beta(0.01, 3, -1)).isZero();
    }

    /** 99% points of chi-square, halved: published tables, with a mean of half the degrees of freedom. */
    @Test
    void gamma_isThatOfPublishedTables() {
        double[][] table = {{10, 2.156, 25.188}, {20, 7.434, 39.997}, {30, 13.787, 53.672}, {100, 67.328, 140.169}};
        for (double[] row : table) {
            double mean = row[0] / 2;
            assertThat(Intervals.gamma(mean, mean, -Intervals.Z)).isCloseTo(row[1] / 2, within(0.04));
            assertThat(Intervals.gamma(mean, mean, Intervals.Z)).isCloseTo(row[2] / 2, within(0.04));
        }
        assertThat(Intervals.gamma(3, 0, 1)).isEqualTo(3);
        assertThat(Intervals.gamma(0, 3, 1)).isZero();
    }

    /** The odds' ends are those of the share, as part to rest. */
    @Test
    void odds_haveTheEndsOfTheShare() {
        for (int hits : new int[] {1, 20, 50, 99}) {
            Moments moments = Moments.NONE.plus(1, 1, 100, hits, 100, hits, hits, 1);
            Estimate odds = moments.odds(Intervals.Z);
            Estimate share = moments.share();
            assertThat(odds.value()).isCloseTo(hits / (100.0 - hits), within(1e-4 * odds.value()));
            assertThat(odds.low() / (1 + odds.low())).isCloseTo(share.low(), within(2e-6));
            assertThat(odds.high() / (1 + odds.high())).isCloseTo(share.high(), within(2e-6));
        }
    }
}
