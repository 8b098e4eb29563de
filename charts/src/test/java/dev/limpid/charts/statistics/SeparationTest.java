package dev.limpid.charts.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SeparationTest {

    /** This many machines of one weight, some of which have a bucket. */
    private static Moments share(double hits, double machines) {
        return Moments.NONE.plus(1, 1, machines, hits, machines, hits, hits, 1);
    }

    @Test
    void probability_isThatOfBothTailsOfTheNormalDistribution() {
        assertThat(Separation.probability(Intervals.Z)).isCloseTo(0.01, within(1e-12));
        assertThat(Separation.probability(3.290526731491895)).isCloseTo(0.001, within(1e-12));
        assertThat(Separation.probability(6)).isCloseTo(1.973175290075396e-9, within(1e-18));
        assertThat(Separation.probability(1.9)).isEqualTo(1);
    }

    /**
     * Compared with a very large group, it is the exact test of a small one: never less likely than that, and not much
     * more.
     */
    @Test
    void separation_besideAKnownShareIsNeverClearerThanTheExactTest() {
        Moments many = share(3e10, 1e12);
        for (int machines : new int[] {50, 60, 200, 1_000}) {
            for (int hits = 0; hits <= machines; hits++) {
                double exact = hits > 0.03 * machines
                        ? binomial(hits, machines, machines, 0.03)
                        : binomial(0, hits, machines, 0.03);
                double z = Separation.of(share(hits, machines), many);
                if (z > 0) {
                    assertThat(Separation.probability(z))
                            .as("%s of %s", hits, machines)
                            .isGreaterThanOrEqualTo(2 * exact * (1 - 0.01));
                }
            }
        }
        assertThat(Separation.of(share(60, 60), many)).isGreaterThan(6);
    }

    /** The probability of this many hits. */
    private static double binomial(int from, int to, int n, double p) {
        double sum = 0;
        double term = Math.pow(1 - p, n);
        for (int k = 0; k <= to; k++) {
            sum += k >= from ? term : 0;
            term *= (double) (n - k) / (k + 1) * p / (1 - p);
        }
        return sum;
    }

    @Test
    void separation_isTheSameFromBothSides() {
        Moments one = share(20, 100);
        Moments other = share(60, 100);
        assertThat(Separation.of(one, other))
                .isEqualTo(Separation.of(other, one))
                .isBetween(5.0, 6.5);
        assertThat(Separation.of(one, one)).isZero();
    }
}
