package dev.limpid.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The stacks of one chart and one day, in bounded memory. Kept are the {@value #KEPT} occurrences with the smallest X;
 * if there were more, all of them up to some X remain, which is the sample that a lower rate would have drawn, and they
 * are weighted as such. The smallest elements of a multiset do not depend on order or partition, so merging is
 * commutative and associative to the bit. Mutable, for one thread.
 */
final class StackSample {

    static final int KEPT = 32_768;

    private static final Comparator<Occurrence> ORDER = Comparator.comparingDouble(Occurrence::x)
            .thenComparing(Occurrence::stack)
            .thenComparingInt(Occurrence::config)
            .thenComparingInt(Occurrence::version)
            .thenComparingLong(Occurrence::events);

    /**
     * A stack in a build of a report.
     *
     * @param version the build's version, as the place of its bucket in the chart of versions
     */
    record Occurrence(double x, String stack, int config, int version, long events) {}

    private List<Occurrence> occurrences = new ArrayList<>();
    private double below = Double.POSITIVE_INFINITY;
    private final int kept;

    StackSample() {
        this(KEPT);
    }

    StackSample(int kept) {
        this.kept = kept;
    }

    /** Occurrences with this X or a larger one are not needed any more. */
    double below() {
        return below;
    }

    void add(Occurrence occurrence) {
        if (occurrence.x() < below) {
            occurrences.add(occurrence);
            if (occurrences.size() >= 2 * kept) {
                shrink();
            }
        }
    }

    /** Drops what has this X or a larger one, now and later. */
    void cutAt(double x) {
        below = Math.min(below, x);
        shrink();
    }

    void merge(StackSample other) {
        below = Math.min(below, other.below);
        occurrences.addAll(other.occurrences);
        shrink();
    }

    /** Cuts to what is kept. What has the X of something dropped goes too: the sample ends between two reports. */
    private void shrink() {
        occurrences.sort(ORDER);
        if (occurrences.size() > kept) {
            below = Math.min(below, occurrences.get(kept).x());
        }
        int size = Math.min(kept, occurrences.size());
        while (size > 0 && occurrences.get(size - 1).x() >= below) {
            size--;
        }
        occurrences = new ArrayList<>(occurrences.subList(0, size));
    }

    /** All occurrences with an X below {@link #below()}, in order. */
    List<Occurrence> occurrences() {
        shrink();
        return occurrences;
    }
}
