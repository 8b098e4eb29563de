package dev.limpid.charts;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks of one chart and one day, in bounded memory. Kept are the occurrences with the smallest X: at most
 * {@value #KEPT}, and as many as have different stacks of at most {@value #KEPT_TEXT} characters in all. If there were
 * more, all of them up to some X remain, which is the sample that a lower rate would have drawn, and they are weighted as
 * such. How far both limits let the smallest elements of a multiset reach does not depend on order or partition, so
 * merging is commutative and associative to the bit. Mutable, for one thread.
 */
final class StackSample {

    static final int KEPT = 8192;
    static final int KEPT_TEXT = 1 << 20;

    /** Sorting is worth it once this part of what is kept has come in addition. */
    private static final double SLACK = 0.25;

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
    private Map<String, String> texts = new HashMap<>();
    private long textLength;
    private double below = Double.POSITIVE_INFINITY;
    private final int kept;
    private final int keptText;

    StackSample() {
        this(KEPT, KEPT_TEXT);
    }

    StackSample(int kept, int keptText) {
        this.kept = kept;
        this.keptText = keptText;
    }

    /** Occurrences with this X or a larger one are not needed any more. */
    double below() {
        return below;
    }

    void add(Occurrence occurrence) {
        if (occurrence.x() < below) {
            occurrences.add(withSharedText(occurrence));
            if (occurrences.size() > kept + kept * SLACK || textLength > keptText + keptText * SLACK) {
                shrink();
            }
        }
    }

    /** Crashes are mostly of the same few stacks: each is held once. */
    private Occurrence withSharedText(Occurrence occurrence) {
        String held = texts.putIfAbsent(occurrence.stack(), occurrence.stack());
        if (held == null) {
            textLength += occurrence.stack().length();
            return occurrence;
        }
        return new Occurrence(occurrence.x(), held, occurrence.config(), occurrence.version(), occurrence.events());
    }

    /** Drops what has this X or a larger one, now and later. */
    void cutAt(double x) {
        below = Math.min(below, x);
        shrink();
    }

    void merge(StackSample other) {
        below = Math.min(below, other.below);
        other.occurrences.forEach(this::add);
        shrink();
    }

    /** Cuts to what is kept. What has the X of something dropped goes too: the sample ends between two reports. */
    private void shrink() {
        occurrences.sort(ORDER);
        List<Occurrence> all = occurrences;
        occurrences = new ArrayList<>(Math.min(all.size(), kept));
        texts = new HashMap<>();
        textLength = 0;
        for (Occurrence one : all) {
            if (one.x() >= below) {
                break;
            }
            occurrences.add(withSharedText(one));
            if (occurrences.size() > kept || textLength > keptText) {
                below = one.x();
            }
        }
        while (!occurrences.isEmpty() && occurrences.get(occurrences.size() - 1).x() >= below) {
            occurrences.remove(occurrences.size() - 1);
        }
    }

    /** All occurrences with an X below {@link #below()}, in order. */
    List<Occurrence> occurrences() {
        shrink();
        return occurrences;
    }
}
