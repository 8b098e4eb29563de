package dev.limpid.charts;

import dev.limpid.charts.AnswerFold.AskedSums;
import dev.limpid.charts.ChartSums.TotalBin;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * From the sums of one chart to its figures. An answer that was asked for with probability π stands for 1/π machines (D. G.
 * Horvitz and D. J. Thompson, A generalization of sampling without replacement from a finite universe, JASA 47 (1952));
 * shares divide by the weighted number of answers (J. Hájek, 1971), with the intervals of {@link Moments#share}.
 *
 * <p>Weights above {@value #TRIM} times the median answer's are trimmed to that: a configuration that asked very few must
 * not let one of them decide (F. J. Potter, A study of procedures to identify and trim extreme sampling weights, Proceedings
 * of the Survey Research Methods Section, ASA, 1990).
 *
 * <p>Figures over all events clip each machine's total at a {@link #clip} that leaves 99 of 100 machines as they are, all
 * of its counts by the same factor (a winsorised mean: J.-F. Beaumont and L.-P. Rivest, Dealing with outliers in survey
 * data, Handbook of Statistics 29A (2009)). They estimate what the population's figure would be with the same clip, which
 * is said beside them; that is what their intervals hold.
 */
final class AnswerEstimates {

    /** Weights are at most this many times the median. */
    static final double TRIM = 20;

    /** No ratio is told to be larger. */
    private static final double MOST_RATIO = 1e6;

    /** The share of machines whose total is left as it is. */
    private static final double UNCLIPPED = 0.99;

    private final PlannedChart chart;
    private final List<Weighted> parts = new ArrayList<>();
    private final boolean trimmed;
    private final int clip;

    /** Sums of one weight. */
    private record Weighted(AskedSums asked, double weight, double repeats) {
        ChartSums sums() {
            return asked.sums();
        }
    }

    /**
     * Estimates of a chart over some weeks.
     *
     * @param weeks in how many weeks a machine may have answered
     */
    AnswerEstimates(PlannedChart chart, List<AskedSums> asked, int weeks) {
        this.chart = chart;
        double most = TRIM * median(asked);
        boolean any = false;
        for (AskedSums one : asked) {
            double rate = one.question().rate();
            any |= 1 / rate > most;
            parts.add(new Weighted(one, Math.min(most, 1 / rate), 1 + (weeks - 1) * rate));
        }
        this.trimmed = any;
        this.clip = clipBin();
    }

    /** The median weight of all answers. */
    private static double median(List<AskedSums> asked) {
        List<AskedSums> sorted = new ArrayList<>(asked);
        sorted.sort(Comparator.comparingDouble((AskedSums one) -> one.question().rate())
                .reversed());
        long all = sorted.stream().mapToLong(one -> one.sums().answers).sum();
        long seen = 0;
        for (AskedSums one : sorted) {
            seen += one.sums().answers;
            if (2 * seen >= all) {
                return 1 / one.question().rate();
            }
        }
        return 1;
    }

    /** The bin of the smallest power of two that at most one machine in a hundred is above. */
    private int clipBin() {
        double all = 0;
        for (Weighted part : parts) {
            all += part.weight() * part.sums().answered;
        }
        double above = 0;
        for (int bin = TotalBin.COUNT - 1; bin > 0; bin--) {
            for (Weighted part : parts) {
                TotalBin sums = part.sums().find(bin);
                above += sums == null ? 0 : part.weight() * sums.n();
            }
            if (above > (1 - UNCLIPPED) * all) {
                return bin;
            }
        }
        return 0;
    }

    /** What a machine counts as at most in figures over all events. */
    long clip() {
        return TotalBin.most(clip);
    }

    /** Whether any machine's total is above the {@link #clip}. */
    boolean isClipped() {
        for (Weighted part : parts) {
            for (int bin = clip + 1; bin < TotalBin.COUNT; bin++) {
                if (part.sums().find(bin) != null) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Whether a weight was trimmed. */
    boolean isTrimmed() {
        return trimmed;
    }

    /** All answers, empty ones included. */
    long answers() {
        return parts.stream().mapToLong(part -> part.sums().answers).sum();
    }

    /** The answers that counted anything; of a ratio, that have N. */
    long answered() {
        return parts.stream().mapToLong(part -> part.sums().answered).sum();
    }

    /** The answers that have a bucket; of a ratio, that are in a bin. */
    long hits(int bucket) {
        return parts.stream().mapToLong(part -> part.sums().hits[bucket]).sum();
    }

    /** How many independent answers of one weight would tell as much: (Σw)²/Σw² (L. Kish, Survey Sampling, 1965). */
    double effective() {
        double sum = 0;
        double squares = 0;
        for (Weighted part : parts) {
            sum += part.weight() * part.sums().answers;
            squares += part.weight() * part.weight() * part.repeats() * part.sums().answers;
        }
        return squares > 0 ? sum * sum / squares : 0;
    }

    /** Of all machines that were asked, those that counted anything. */
    Estimate answeredShare() {
        return share(sums -> sums.answered, sums -> sums.answers, -1);
    }

    /** Of all machines that were asked for a bucket of a partition, those that have it. */
    Estimate share(int bucket) {
        return share(sums -> sums.hits[bucket], sums -> sums.answers, bucket);
    }

    /** Of the machines that have N, those in a bin. */
    Estimate bin(int bin) {
        return share(sums -> sums.hits[bin], sums -> sums.answered, -1);
    }

    /** Of the machines that have N, those that have P. */
    Estimate withP() {
        return share(sums -> sums.withP, sums -> sums.answered, -1);
    }

    private Estimate share(ToDoubleFunction<ChartSums> hits, ToDoubleFunction<ChartSums> base, int bucket) {
        Moments moments = Moments.NONE;
        for (Weighted part : parts) {
            if (bucket < 0 || chart.asks(part.asked().question(), bucket)) {
                double n = base.applyAsDouble(part.sums());
                double y = hits.applyAsDouble(part.sums());
                moments = moments.plus(part.weight(), part.repeats(), n, y, n, y, y, Math.min(1, n));
            }
        }
        return moments.share();
    }

    /** The mean over machines of a bucket's part of their events. */
    Estimate mean(int bucket) {
        return meanOf(bucket);
    }

    /** The same of all buckets up to this one. */
    Estimate meanUpTo(int bucket) {
        return meanOf(chart.columns().size() + bucket);
    }

    private Estimate meanOf(int column) {
        Moments moments = Moments.NONE;
        for (Weighted part : parts) {
            double first = 0;
            double second = 0;
            for (int bin = 0; bin < TotalBin.COUNT; bin++) {
                TotalBin sums = part.sums().find(bin);
                first += sums == null ? 0 : sums.share(column);
                second += sums == null ? 0 : sums.shareSquared(column);
            }
            double n = part.sums().answered;
            first = Math.min(first, n);
            second = Math.min(second, first);
            moments = moments.plus(part.weight(), part.repeats(), n, first, n, first, second, Math.min(1, n));
        }
        return moments.share();
    }

    /** A bucket's part of all events, each machine's clipped. */
    Estimate pooled(int bucket) {
        return pooledOf(bucket);
    }

    /** The same of all buckets up to this one. */
    Estimate pooledUpTo(int bucket) {
        return pooledOf(chart.columns().size() + bucket);
    }

    /**
     * All P over all N, each machine's P + N clipped: s/(1 − s) of the share s that P has of both. A share has bounds,
     * whatever the tails of P and N are, and the interval of the ratio is that of the share, carried over.
     */
    Estimate ratio() {
        Estimate share = pooledOf(0);
        return Figures.estimate(odds(share.value()), odds(share.low()), odds(share.high()));
    }

    /** The ratio of a share; one that may be anything is called {@value #MOST_RATIO}. */
    private static double odds(double share) {
        return Math.min(MOST_RATIO, share / (1 - share));
    }

    private Estimate pooledOf(int column) {
        Moments moments = Moments.NONE;
        for (Weighted part : parts) {
            for (int bin = 0; bin < TotalBin.COUNT; bin++) {
                TotalBin sums = part.sums().find(bin);
                if (sums == null) {
                    continue;
                }
                double most = Math.min(TotalBin.most(bin), clip());
                moments = bin <= clip
                        ? moments.plus(
                                part.weight(),
                                part.repeats(),
                                sums.x(),
                                sums.y(column),
                                sums.xx(),
                                sums.xy(column),
                                sums.yy(column),
                                most)
                        : moments.plus(
                                part.weight(),
                                part.repeats(),
                                most * sums.n(),
                                most * sums.share(column),
                                most * most * sums.n(),
                                most * most * sums.share(column),
                                most * most * sums.shareSquared(column),
                                most);
            }
        }
        return moments.share();
    }
}
