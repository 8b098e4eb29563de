package dev.limpid.charts.plan;

import dev.limpid.charts.ChartResult.Cell;
import java.util.ArrayList;
import java.util.List;

/**
 * The cells into which a chart's answers are divided for reweighting: one for each combination of a machine's buckets
 * in each margin. A machine has a set of buckets per margin, since it may have run two versions; if it has more than
 * two, only the last two count, which bounds the number of cells. Immutable.
 *
 * <p>A cell is a negative number: {@code -1 - Σ (a·B + b)·stride} over the margins, where a ≤ b are the set's buckets of B.
 */
public final class RakingPlan {

    private final List<Known> margins = new ArrayList<>();

    /**
     * A margin as it applies to a chart: the buckets, their known shares, and the bucket of each value of the chart's
     * split.
     */
    public record Known(SplitPlan split, int splitIndex, List<String> buckets, double[] shares, int[] bucketOf) {}

    /** @throws ArithmeticException if the margins have too many combinations */
    RakingPlan(List<Margin> margins, List<SplitPlan> splits) {
        long cells = 1;
        for (Margin margin : margins) {
            for (int at = 0; at < splits.size(); at++) {
                if (splits.get(at).attribute() == margin.attribute()) {
                    Known known = known(margin, splits.get(at), at);
                    this.margins.add(known);
                    cells = Math.multiplyExact(
                            cells,
                            (long) known.buckets().size() * known.buckets().size());
                }
            }
        }
    }

    private static Known known(Margin margin, SplitPlan split, int at) {
        List<String> buckets = new ArrayList<>();
        // In the order of the split, so that the newest of several versions count.
        split.values().stream()
                .filter(value -> margin.shares().containsKey(value) && !value.equals(Cell.OTHER))
                .forEach(buckets::add);
        margin.shares().keySet().stream()
                .filter(value -> !buckets.contains(value) && !value.equals(Cell.OTHER))
                .forEach(buckets::add);
        buckets.add(Cell.OTHER);
        double[] shares = new double[buckets.size()];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = margin.shares().getOrDefault(buckets.get(i), 0.0);
        }
        int[] bucketOf = new int[split.values().size()];
        for (int value = 0; value < bucketOf.length; value++) {
            int found = buckets.indexOf(split.values().get(value));
            bucketOf[value] = found < 0 ? buckets.size() - 1 : found;
        }
        return new Known(split, at, List.copyOf(buckets), shares, bucketOf);
    }

    public boolean isEmpty() {
        return margins.isEmpty();
    }

    public List<Known> margins() {
        return margins;
    }

    /**
     * The cell of an answer.
     *
     * @return 0 if a part of it lacks the attribute of a margin
     */
    public long cell(AnswerParts answer) {
        long cell = 0;
        long stride = 1;
        for (Known margin : margins) {
            int size = margin.buckets().size();
            int last = -1;
            int before = -1;
            for (int part = 0; part < answer.parts(); part++) {
                int value = answer.value(part, margin.splitIndex());
                if (value < 0) {
                    return 0;
                }
                int bucket = margin.bucketOf()[value];
                if (bucket > last) {
                    before = last;
                    last = bucket;
                } else if (bucket < last && bucket > before) {
                    before = bucket;
                }
            }
            cell += stride * ((long) (before < 0 ? last : before) * size + last);
            stride *= (long) size * size;
        }
        return -1 - cell;
    }

    /** The smaller and the larger bucket of a cell's set; the same bucket twice if the set has one. */
    public int[] buckets(int margin, long cell) {
        long rest = -1 - cell;
        for (int i = 0; i < margin; i++) {
            long size = margins.get(i).buckets().size();
            rest /= size * size;
        }
        int size = margins.get(margin).buckets().size();
        int pair = (int) (rest % ((long) size * size));
        return new int[] {pair / size, pair % size};
    }
}
