package dev.limpid.charts.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.Estimate;
import org.junit.jupiter.api.Test;

class MoverIntervalsTest {

    /** Newcombe's own examples (1998, table II, method 10), by Wilson's intervals at 95%. */
    @Test
    void difference_isNewcombesIntervalOfHisExamples() {
        assertDifference(56, 70, 48, 80, 0.0524, 0.3339);
        assertDifference(9, 10, 3, 10, 0.1705, 0.8090);
        assertDifference(5, 56, 0, 29, -0.0381, 0.1926);
        assertDifference(10, 10, 0, 20, 0.6791, 1.0000);
    }

    private static void assertDifference(int y1, int n1, int y2, int n2, double low, double high) {
        Estimate difference = MoverIntervals.difference(wilson(y1, n1), wilson(y2, n2), 0);
        assertThat(difference.value()).isCloseTo((double) y1 / n1 - (double) y2 / n2, within(1e-5));
        assertThat(difference.low()).isCloseTo(low, within(1e-4));
        assertThat(difference.high()).isCloseTo(high, within(1e-4));
    }

    private static Estimate wilson(double y, double n) {
        double z = 1.959964;
        double p = y / n;
        double middle = (p + z * z / (2 * n)) / (1 + z * z / n);
        double half = z * Math.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n);
        return new Estimate(p, Math.min(p, middle - half), Math.max(p, middle + half));
    }

    @Test
    void difference_addsBothDistances_whereTheErrorsMayGoTogether() {
        Estimate a = new Estimate(0.5, 0.46, 0.54);
        Estimate b = new Estimate(0.4, 0.37, 0.43);
        assertThat(MoverIntervals.difference(a, b, 0)).isEqualTo(new Estimate(0.1, 0.05, 0.15));
        assertThat(MoverIntervals.difference(a, b, Double.POSITIVE_INFINITY)).isEqualTo(new Estimate(0.1, 0.03, 0.17));
        assertThat(MoverIntervals.difference(a, b, 0.0002).low()).isBetween(0.0301, 0.0499);
    }

    @Test
    void difference_hasNoInterval_whereEitherHasNone() {
        Estimate a = Estimate.withoutInterval(0.5);
        Estimate b = new Estimate(0.4, 0.37, 0.43);
        assertThat(MoverIntervals.difference(a, b, 0)).isEqualTo(Estimate.withoutInterval(0.1));
        assertThat(MoverIntervals.factor(b, a, true)).contains(Estimate.withoutInterval(0.8));
    }

    @Test
    void factor_hasNoUpperEnd_whereTheSecondMayBeNone() {
        Estimate a = new Estimate(0.4, 0.2, 0.8);
        assertThat(MoverIntervals.factor(a, new Estimate(0.1, 0, 0.3), true).orElseThrow())
                .satisfies(factor -> {
                    assertThat(factor.value()).isEqualTo(4);
                    assertThat(factor.low()).isBetween(0.9, 1.2);
                    assertThat(factor.high()).isInfinite();
                });
        assertThat(MoverIntervals.factor(a, new Estimate(0, 0, 0.3), true)).isEmpty();
        Estimate equal = MoverIntervals.factor(a, a, true).orElseThrow();
        assertThat(equal.low() * equal.high()).isCloseTo(1, within(1e-5));
    }
}
