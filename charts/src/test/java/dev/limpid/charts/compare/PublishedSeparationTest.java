package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.Estimate;
import dev.limpid.charts.compare.SeparationWithoutNetwork.Basis;
import dev.limpid.charts.statistics.Intervals;
import org.junit.jupiter.api.Test;

/** How clearly published figures differ: intervals of which both the figures and their distance are known. */
class PublishedSeparationTest {

    /** An interval of so many standard deviations of the angle whose sine, squared, is the share. */
    private static Estimate ofAngle(double angle, double deviation) {
        double by = deviation * Intervals.Z;
        return new Estimate(share(angle), share(angle - by), share(angle + by));
    }

    private static double share(double angle) {
        return Math.pow(Math.sin(angle), 2);
    }

    /**
     * Beside a share that is known exactly, another one is apart by as many standard deviations as its angle is from
     * the known one's.
     */
    @Test
    void z_besideAKnownShare_isTheDistanceOfTheAngles() {
        double known = Math.asin(Math.sqrt(0.3));
        Estimate exact = new Estimate(0.3, 0.3, 0.3);
        for (double z : new double[] {2.5, 3, 4.6, 7.25, 12}) {
            assertThat(PublishedSeparation.z(ofAngle(known + z * 0.01, 0.01), exact))
                    .isCloseTo(z, within(1e-6));
            assertThat(PublishedSeparation.z(exact, ofAngle(known - z * 0.01, 0.01)))
                    .isCloseTo(z, within(1e-6));
            assertThat(PublishedSeparation.z(exact, ofAngle(known + z * 0.01, 0.01)))
                    .isCloseTo(z, within(1e-6));
        }
        assertThat(PublishedSeparation.z(ofAngle(known + 0.0199, 0.01), exact)).isZero();
        assertThat(PublishedSeparation.z(exact, exact)).isZero();
    }

    /** Symmetric about one half, both distances are equal: legs of a triangle with two equal sides. */
    @Test
    void z_ofTwoUncertainShares_isWhereTheirDistancesAreLegsOfATriangle() {
        double quarter = Math.PI / 4;
        Estimate more = ofAngle(quarter + 0.1, 0.02);
        Estimate less = ofAngle(quarter - 0.1, 0.02);
        double z = PublishedSeparation.z(more, less);
        double leg = share(quarter + 0.1) - share(quarter + 0.1 - z * 0.02);
        assertThat(Math.sqrt(2) * leg).isCloseTo(share(quarter + 0.1) - share(quarter - 0.1), within(1e-9));
        assertThat(z).isBetween(6.5, 7.5).isEqualTo(PublishedSeparation.z(less, more));
    }

    /** Odds of 3/7 are a share of 0.3. */
    @Test
    void z_ofFiguresAboveOne_isThatOfTheirOdds() {
        double known = Math.asin(Math.sqrt(0.3));
        Estimate share = ofAngle(known + 0.5, 0.05);
        assertThat(odds(share).high()).isGreaterThan(1);
        assertThat(PublishedSeparation.z(odds(share), odds(new Estimate(0.3, 0.3, 0.3))))
                .isCloseTo(10, within(1e-6));
        assertThat(PublishedSeparation.z(odds(new Estimate(0.3, 0.3, 0.3)), odds(share)))
                .isCloseTo(10, within(1e-6));
    }

    private static Estimate odds(Estimate share) {
        return new Estimate(odds(share.value()), odds(share.low()), odds(share.high()));
    }

    private static double odds(double share) {
        return share / (1 - share);
    }

    /** Of 1,000 answers one network gives 20: without them 0.5 is at least 480 of 980. */
    @Test
    void z_withoutANetwork_isOfTheSharesMovedTowardsEachOther() {
        Basis thousand = new Basis(1_000, 1_000);
        Estimate half = new Estimate(0.5, 0.46, 0.54);
        Estimate fifth = new Estimate(0.2, 0.17, 0.23);
        double lower = 480 / 980.0 - 0.5;
        double higher = 200 / 980.0 - 0.2;
        double expected = Math.min(
                PublishedSeparation.z(new Estimate(0.5 + lower, 0.46 + lower, 0.54 + lower), fifth),
                PublishedSeparation.z(half, new Estimate(0.2 + higher, 0.17 + higher, 0.23 + higher)));
        assertThat(expected).isBetween(10.0, 20.0).isLessThan(PublishedSeparation.z(half, fifth));
        assertThat(SeparationWithoutNetwork.z(half, thousand, fifth, thousand)).isCloseTo(expected, within(1e-6));
        assertThat(SeparationWithoutNetwork.z(fifth, thousand, half, thousand)).isCloseTo(expected, within(1e-6));
        // 20 answers may all be one network's; and those that have it may all be.
        assertThat(SeparationWithoutNetwork.z(half, new Basis(20, 20), fifth, thousand))
                .isZero();
        assertThat(SeparationWithoutNetwork.z(half, thousand, fifth, new Basis(20, 20)))
                .isZero();
        Estimate hundredth = new Estimate(0.01, 0.005, 0.02);
        assertThat(SeparationWithoutNetwork.z(hundredth, thousand, Estimate.NONE, new Basis(100_000, 100_000)))
                .isZero();
    }
}
