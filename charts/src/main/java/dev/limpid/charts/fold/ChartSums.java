package dev.limpid.charts.fold;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Sums over the answers to one question of one configuration about one week. All sums are whole numbers, so adding them
 * in any order and any partition gives the same result to the bit. Sums of counts are kept in bins by the size of an
 * answer's total, so that totals can be clipped at any power of two afterwards. Mutable, for one thread.
 *
 * <p>A machine's total is all its events for a histogram, and the larger of P and N for a ratio. That is N wherever P
 * is a part of N, so how a machine is clipped does not depend on what is estimated. Columns of a histogram are those of
 * the {@link dev.limpid.charts.plan.PlannedChart}, followed by as many cumulated ones, each the sum of the columns up
 * to it. A ratio's are P, P + N and N; the squares of the three give the sum of products of P and P + N.
 */
public final class ChartSums {

    /** The most that the events of one machine in a week count as. */
    public static final long MOST_EVENTS = 1L << 44;

    /** A ratio's columns. */
    public static final int P = 0;

    public static final int BOTH = 1;
    public static final int N = 2;
    static final int OF_RATIO = 3;

    /** The whole number that represents a share of 1: 2^32. */
    static final double WHOLE = 0x1p32;

    public long answers;
    long answered;
    long leftOut;
    final long[] hits;
    long countWithNumerator;

    private final @Nullable TotalBin[] bins = new TotalBin[TotalBin.COUNT];
    private final int columns;

    /**
     * Sums of nothing.
     *
     * @param hits how many buckets or bins there are
     * @param columns how many columns are summed by size: twice a histogram's, {@value #OF_RATIO} for a ratio, none for
     *     other charts
     */
    ChartSums(int hits, int columns) {
        this.hits = new long[hits];
        this.columns = columns;
    }

    /** The number of answers, including empty ones. */
    public long answers() {
        return answers;
    }

    /** The number of answers that counted anything; for a ratio, that have N. */
    public long answered() {
        return answered;
    }

    /** The number of answers that left out stacks. */
    public long leftOut() {
        return leftOut;
    }

    /**
     * The number of answers that have events in a column; for a ratio, that are in a bin of {@link
     * dev.limpid.charts.plan.RatioBins}.
     */
    public long hits(int column) {
        return hits[column];
    }

    /** For a ratio: among the answers with N, how many have P above 0. */
    public long countWithNumerator() {
        return countWithNumerator;
    }

    /** The sums of the bin of a total, created if there are none. */
    TotalBin bin(long total) {
        int at = TotalBin.of(total);
        TotalBin bin = bins[at];
        if (bin == null) {
            bin = new TotalBin(columns);
            bins[at] = bin;
        }
        return bin;
    }

    /** The sums of a bin, or null if no answer's total is in it. */
    @Nullable
    public TotalBin find(int bin) {
        return bins[bin];
    }

    int columns() {
        return columns;
    }

    void put(int bin, TotalBin sums) {
        bins[bin] = sums;
    }

    /** The sums that are not kept by the size of totals, for {@link #setLongs}. */
    long[] toLongs() {
        long[] longs = new long[4 + hits.length];
        longs[0] = answers;
        longs[1] = answered;
        longs[2] = countWithNumerator;
        longs[3] = leftOut;
        System.arraycopy(hits, 0, longs, 4, hits.length);
        return longs;
    }

    void setLongs(long[] longs) {
        answers = longs[0];
        answered = longs[1];
        countWithNumerator = longs[2];
        leftOut = longs[3];
        System.arraycopy(longs, 4, hits, 0, hits.length);
    }

    void merge(ChartSums other) {
        answers += other.answers;
        answered += other.answered;
        countWithNumerator += other.countWithNumerator;
        leftOut += other.leftOut;
        for (int i = 0; i < hits.length; i++) {
            hits[i] += other.hits[i];
        }
        for (int i = 0; i < bins.length; i++) {
            TotalBin from = other.bins[i];
            TotalBin to = bins[i];
            if (from != null && to != null) {
                to.merge(from);
            } else if (from != null) {
                bins[i] = from.copy();
            }
        }
    }

    /**
     * Sums over answers with totals of one size: {@code n}, then x and x² in two longs each, then {@link #COLUMN} longs
     * for each column.
     */
    public static final class TotalBin {

        /** The number of bins: for totals from 1 to {@link #MOST_EVENTS}, and one for no events. */
        public static final int COUNT = 46;

        private static final int FIRST_COLUMN = 5;
        private static final int COLUMN = 8;

        private final long[] sums;

        TotalBin(int columns) {
            sums = new long[FIRST_COLUMN + columns * COLUMN];
        }

        private TotalBin(long[] sums) {
            this.sums = sums;
        }

        /** The bin of a total: k for those above 2^(k-1) and at most 2^k. */
        static int of(long total) {
            return total <= 1 ? 0 : Long.SIZE - Long.numberOfLeadingZeros(total - 1);
        }

        /** The largest total in a bin. */
        public static long most(int bin) {
            return 1L << bin;
        }

        public long n() {
            return sums[0];
        }

        public double x() {
            return Sums128.wide(sums, 1);
        }

        public double xx() {
            return Sums128.wide(sums, 3);
        }

        public double y(int column) {
            return Sums128.wide(sums, at(column));
        }

        /** Σ y, or the largest long if it does not fit. */
        public long events(int column) {
            return Sums128.saturated(sums, at(column));
        }

        public double yy(int column) {
            return Sums128.wide(sums, at(column) + 2);
        }

        public double xy(int column) {
            return Sums128.wide(sums, at(column) + 4);
        }

        /** Σ y/x. */
        public double share(int column) {
            return sums[at(column) + 6] / WHOLE;
        }

        /** Σ (y/x)². */
        public double shareSquared(int column) {
            return sums[at(column) + 7] / WHOLE;
        }

        private static int at(int column) {
            return FIRST_COLUMN + column * COLUMN;
        }

        /** Adds this many machines with this total. */
        void addTotal(long x, long machines) {
            sums[0] += machines;
            Sums128.addProduct(sums, 1, x, machines);
            addSquares(3, x, x, machines);
        }

        /** Adds the column of these machines; y is at most x. */
        void addColumn(int column, long x, long y, long machines) {
            int at = at(column);
            Sums128.addProduct(sums, at, y, machines);
            addSquares(at + 2, y, y, machines);
            addSquares(at + 4, x, y, machines);
            addShare(column, x, y, machines);
        }

        /** Adds only the column's share of these machines' totals. */
        void addShare(int column, long x, long y, long machines) {
            int at = at(column);
            double share = (double) y / x;
            sums[at + 6] += Math.round(share * WHOLE) * machines;
            sums[at + 7] += Math.round(share * share * WHOLE) * machines;
        }

        /** Adds a·b·machines, in portions of machines so that no factor overflows a long. */
        private void addSquares(int at, long a, long b, long machines) {
            long portion = 1L << 18; // a is at most 2^44
            for (long left = machines; left > 0; left -= portion) {
                Sums128.addProduct(sums, at, a * Math.min(left, portion), b);
            }
        }

        void merge(TotalBin other) {
            sums[0] += other.sums[0];
            for (int i = 1; i < sums.length; ) {
                boolean plain = i > FIRST_COLUMN && (i - FIRST_COLUMN) % COLUMN >= 6;
                if (plain) {
                    sums[i] += other.sums[i];
                    i++;
                } else {
                    Sums128.addWide(sums, i, other.sums[i], other.sums[i + 1]);
                    i += 2;
                }
            }
        }

        TotalBin copy() {
            return new TotalBin(Arrays.copyOf(sums, sums.length));
        }

        /** The sums themselves, for {@link #ofLongs}. */
        long[] toLongs() {
            return sums.clone();
        }

        static TotalBin ofLongs(long[] sums) {
            return new TotalBin(sums.clone());
        }
    }
}
