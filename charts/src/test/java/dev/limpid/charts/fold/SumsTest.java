package dev.limpid.charts.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.limpid.charts.fold.ChartSums.TotalBin;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The arithmetic of sums and the tables they are kept in, beside whole numbers of any size and a plain map. */
class SumsTest {

    private static final long[] EDGES = {
        0, 1, 2, (1L << 31) - 1, 1L << 32, (1L << 53) + 1, 1L << 62, Long.MAX_VALUE - 1, Long.MAX_VALUE
    };

    @Test
    void sumsOfProducts_areExact() {
        Random random = new Random(1);
        long[] sum = {7, 0, 0, 7};
        BigInteger exact = BigInteger.ZERO;
        for (int i = 0; i < 300; i++) {
            long a = i < 81 ? EDGES[i / 9] : random.nextLong() >>> (1 + random.nextInt(60));
            long b = i < 81 ? EDGES[i % 9] : random.nextLong() >>> (1 + random.nextInt(60));
            BigInteger product = BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
            if (exact.add(product).bitLength() > 127) {
                sum = new long[] {7, 0, 0, 7};
                exact = BigInteger.ZERO;
            }
            Sums128.addProduct(sum, 1, a, b);
            exact = exact.add(product);

            assertThat(sum[1]).isEqualTo(exact.shiftRight(64).longValue());
            assertThat(sum[2]).isEqualTo(exact.longValue());
            assertThat(Sums128.wide(sum, 1)).isCloseTo(exact.doubleValue(), withPercentage(1e-13));
            assertThat(Sums128.saturated(sum, 1))
                    .isEqualTo(exact.bitLength() > 63 ? Long.MAX_VALUE : exact.longValue());
        }
        assertThat(sum[0]).isEqualTo(7);
        assertThat(sum[3]).isEqualTo(7);
    }

    @Test
    void wide_ofAnOddNumberBelow2To53_isExact() {
        for (long low : new long[] {0, 1, 2, 3, (1L << 53) - 1}) {
            assertThat(Sums128.wide(new long[] {0, low}, 0)).isEqualTo((double) low);
        }
        assertThat(Sums128.wide(new long[] {1, 0}, 0)).isEqualTo(0x1p64);
        assertThat(Sums128.wide(new long[] {0, 1L << 63}, 0)).isEqualTo(0x1p63);
    }

    /** Far more cells than the table begins with, negative ones too, as a plain map keeps them. */
    @Test
    void cells_areFoundAgain_howeverManyThereAre() {
        CellSums cells = new CellSums(() -> new ChartSums(1, 0));
        SortedMap<Long, ChartSums> expected = new TreeMap<>();
        Random random = new Random(2);
        for (int i = 0; i < 2_000; i++) {
            long cell = i % 3 == 0 ? -1 - i : i % 3 == 1 ? i : random.nextLong();
            ChartSums sums = cells.of(cell);
            assertThat(expected.put(cell, sums)).isNull();
            assertThat(cells.of(cell)).isSameAs(sums);
            if (i % 100 == 0 || i < 40) {
                expected.forEach((known, of) -> assertThat(cells.of(known)).isSameAs(of));
            }
        }
        assertThat(cells.sorted()).isEqualTo(expected);
    }

    @Test
    void totals_areByColumn_upToTheMostEvents() {
        ColumnTotals totals = new ColumnTotals(5);
        totals.add(3, 2);
        totals.add(1, ChartSums.MOST_EVENTS - 1);
        totals.add(3, 5);
        totals.add(1, 1);
        totals.add(1, 1);

        assertThat(totals.size()).isEqualTo(2);
        assertThat(new int[] {totals.columnAt(0), totals.columnAt(1)}).containsExactlyInAnyOrder(1, 3);
        assertThat(totals.of(3)).isEqualTo(7);
        assertThat(totals.of(1)).isEqualTo(ChartSums.MOST_EVENTS);
        assertThat(totals.of(0)).isZero();
        totals.clear();
        assertThat(totals.size()).isZero();
        assertThat(totals.of(3)).isZero();
        assertThat(totals.of(1)).isZero();
        totals.add(4, 1);
        assertThat(totals.columnAt(0)).isEqualTo(4);
    }

    /** A bin has totals above half of its most, and up to it. */
    @Test
    void bins_areByPowersOfTwo() {
        assertThat(TotalBin.of(0)).isZero();
        assertThat(TotalBin.of(1)).isZero();
        for (int bin = 1; bin < TotalBin.COUNT - 1; bin++) {
            assertThat(TotalBin.of(TotalBin.most(bin))).isEqualTo(bin);
            assertThat(TotalBin.of(TotalBin.most(bin - 1) + 1)).isEqualTo(bin);
        }
        assertThat(TotalBin.most(TotalBin.of(ChartSums.MOST_EVENTS))).isEqualTo(ChartSums.MOST_EVENTS);
    }

    /** Machines of all sizes, in two bins that are then merged; each sum beside one of whole numbers of any size. */
    @Test
    void mergedBins_containTheSumsOfAllMachines() {
        Random random = new Random(4);
        TotalBin one = new TotalBin(2);
        TotalBin other = new TotalBin(2);
        BigInteger[] sums = new BigInteger[11];
        Arrays.fill(sums, BigInteger.ZERO);
        double shares = 0;
        double squares = 0;
        for (int i = 0; i < 200; i++) {
            long x = 1 + (random.nextLong() >>> (20 + random.nextInt(40)));
            long y = 1 + (long) (random.nextDouble() * (double) (x - 1));
            long machines = i == 7 ? (1L << 18) * 3 + 5 : 1 + random.nextInt(300);
            TotalBin to = random.nextBoolean() ? one : other;
            to.addTotal(x, machines);
            to.addColumn(0, x, x, machines);
            to.addColumn(1, x, y, machines);
            long[] terms = {1, x, x, x, x, y, y, y};
            long[] factors = {1, 1, x, 1, x, 1, y, x};
            for (int term = 0; term < terms.length; term++) {
                sums[term] = sums[term].add(BigInteger.valueOf(terms[term])
                        .multiply(BigInteger.valueOf(factors[term]))
                        .multiply(BigInteger.valueOf(machines)));
            }
            double share = (double) y / (double) x;
            shares += share * machines;
            squares += share * share * machines;
        }
        TotalBin copy = one.copy();
        one.merge(other);

        double[] found = {one.n(), one.x(), one.xx(), one.y(0), one.yy(0), one.y(1), one.yy(1), one.xy(1)};
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).as("sum %s", i).isCloseTo(sums[i].doubleValue(), withPercentage(1e-10));
        }
        assertThat(one.xy(0)).isEqualTo(one.xx());
        assertThat(one.events(1)).isEqualTo(sums[5].longValueExact());
        assertThat(one.share(0)).isEqualTo((double) one.n());
        assertThat(one.shareSquared(0)).isEqualTo((double) one.n());
        assertThat(one.share(1)).isCloseTo(shares, withPercentage(1e-6));
        assertThat(one.shareSquared(1)).isCloseTo(squares, withPercentage(1e-6));
        assertThat(copy.n()).isLessThan(one.n());
        assertThat(TotalBin.ofLongs(one.toLongs()).toLongs()).isEqualTo(one.toLongs());
    }

    @Test
    void chartSums_addUpToEachOther() {
        ChartSums one = new ChartSums(2, 1);
        one.setLongs(new long[] {10, 9, 8, 7, 6, 5});
        one.bin(3).addTotal(3, 2);
        ChartSums other = new ChartSums(2, 1);
        other.setLongs(new long[] {100, 90, 80, 70, 60, 50});
        other.bin(4).addTotal(4, 20);
        other.bin(9).addTotal(9, 1);

        one.merge(other);

        assertThat(one.toLongs()).containsExactly(110, 99, 88, 77, 66, 55);
        assertThat(new long[] {
                    one.answers(), one.answered(), one.countWithNumerator(), one.leftOut(), one.hits(0), one.hits(1)
                })
                .containsExactly(110, 99, 88, 77, 66, 55);
        assertThat(one.bin(3).n()).isEqualTo(22);
        assertThat(one.bin(3).x()).isEqualTo(86);
        assertThat(one.bin(16).n()).isEqualTo(1);
        // What is added to the one later is not in the other, too.
        one.bin(9).addTotal(9, 5);
        assertThat(other.bin(9).n()).isEqualTo(1);
        assertThat(one.find(0)).isNull();
    }
}
