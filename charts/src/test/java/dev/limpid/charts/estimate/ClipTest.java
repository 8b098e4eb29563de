package dev.limpid.charts.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult.BucketRange;
import dev.limpid.charts.Estimate;
import org.junit.jupiter.api.Test;

class ClipTest {

    /** Between two powers of two a total counts as both clips do, in proportion. */
    @Test
    void clipped_isBetweenBothPowersOfTwo() {
        Clip clip = new Clip(3, 0.25);
        assertThat(clip.limit()).isEqualTo(10);
        assertThat(clip.clipped(5)).isEqualTo(5);
        assertThat(clip.clipped(8)).isEqualTo(8);
        assertThat(clip.clipped(12)).isEqualTo(9);
        assertThat(clip.clipped(16)).isEqualTo(10);
        assertThat(clip.clipped(1_000)).isEqualTo(10);
        assertThat(Clip.LEAST.limit()).isEqualTo(1);
        assertThat(new Clip(3, 1).clipped(16)).isEqualTo(16);
    }

    /** A bin shrinks if its largest total counts for less than it is. */
    @Test
    void bin_shrinks_ifItsMostIsClipped() {
        for (double part : new double[] {0, 0.25, 1}) {
            Clip clip = new Clip(3, part);
            for (int bin = 0; bin < 8; bin++) {
                double most = Math.pow(2, bin);
                assertThat(clip.shrinks(bin)).as("part %s bin %s", part, bin).isEqualTo(clip.clipped(most) < most);
            }
        }
    }

    @Test
    void estimate_hasAnIntervalOnlyIfItsErrorIsBounded() {
        Estimate half = new Estimate(0.5, 0.4, 0.6);
        BucketRange range = new BucketRange(2, 1, 3);
        assertThat(IntervalStatus.SURE.applyTo(half)).isEqualTo(half);
        assertThat(IntervalStatus.SURE.applyTo(range)).isEqualTo(range);
        assertThat(IntervalStatus.SURE.note()).isEmpty();
        for (IntervalStatus doubt :
                new IntervalStatus[] {IntervalStatus.PROVISIONAL, IntervalStatus.GATED, IntervalStatus.TRIMMED}) {
            assertThat(doubt.applyTo(half)).isEqualTo(Estimate.withoutInterval(0.5));
            assertThat(doubt.applyTo(range)).isEqualTo(new BucketRange(2, -1, -1));
            assertThat(doubt.note()).isPresent();
        }
    }
}
