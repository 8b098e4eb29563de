package dev.limpid.charts;

import java.util.List;

/**
 * From sums to estimates. Reports come in parts of one weight each: those that name one configuration (and are in one
 * cell, where margins are known). A report that was asked with probability π stands for 1/π installations (D. G.
 * Horvitz and D. J. Thompson, A generalization of sampling without replacement from a finite universe, JASA 47 (1952));
 * shares divide by the weighted number of reports rather than by the unknown number of installations (J. Hájek, 1971).
 * The variances are those of the linearised ratio (C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey
 * Sampling, 1992, section 5.6), taking reports as drawn independently of each other and with replacement, which is what
 * the uniform X of each makes them, up to installations that report in several weeks of a period: see {@link
 * Part#repeats}.
 */
final class Estimators {

    private Estimators() {}

    /**
     * Reports of one weight.
     *
     * @param weight how many installations each stands for
     * @param repeats how many reports of one installation are expected where there is one: 1 + (weeks − 1)·π. They may
     *     all say the same, so variances are multiplied by it (L. Kish's design effect, Survey Sampling, 1965)
     * @param tally their sums
     */
    record Part(double weight, double repeats, long[] tally) {}

    /** The slots that a share is estimated from. */
    record Share(int hits, int base) {}

    /** How many independent reports of one weight would tell as much: (Σw)²/Σw² (Kish, as above). */
    static double effective(List<Part> parts, int base) {
        double sum = 0;
        double squares = 0;
        for (Part part : parts) {
            double reports = part.tally()[base];
            sum += part.weight() * reports;
            squares += part.weight() * part.weight() * part.repeats() * reports;
        }
        return squares > 0 ? sum * sum / squares : 0;
    }

    /** The share of installations with something. */
    static Estimate share(List<Part> parts, Share of) {
        Moments moments = Moments.NONE;
        for (Part part : parts) {
            double hits = part.tally()[of.hits()];
            double reports = part.tally()[of.base()];
            moments = moments.plus(part, reports, hits, reports, hits, hits, Math.min(1, reports));
        }
        return moments.share();
    }

    /** The mean over installations of a bucket's part of their events. */
    static Estimate mean(List<Part> parts, Slots chart, int bucket) {
        int at = chart.bucket(bucket);
        Moments moments = Moments.NONE;
        for (Part part : parts) {
            double reports = part.tally()[chart.answered()];
            double first = part.tally()[at + Slots.SHARE] / Slots.WHOLE;
            double second = part.tally()[at + Slots.SHARE_SQUARED] / Slots.WHOLE;
            moments = moments.plus(part, reports, first, reports, first, second, Math.min(1, reports));
        }
        return moments.share();
    }

    /**
     * The same of all buckets up to this one. The squares of such sums are not known; as no installation's part is above
     * 1, they are at most the parts themselves.
     */
    static Estimate meanUpTo(List<Part> parts, Slots chart, int bucket) {
        Moments moments = Moments.NONE;
        for (Part part : parts) {
            double reports = part.tally()[chart.answered()];
            double first = 0;
            for (int i = 0; i <= bucket; i++) {
                first += part.tally()[chart.bucket(i) + Slots.SHARE] / Slots.WHOLE;
            }
            first = Math.min(reports, first);
            moments = moments.plus(part, reports, first, reports, first, first, Math.min(1, reports));
        }
        return moments.share();
    }

    /**
     * A bucket's part of all events, or of a ratio all P over all N where nobody has more P than N: each installation's
     * events are one observation (a ratio of totals, clustered by installation).
     *
     * @param y the slot of the sum of y; the sums of y² and xy follow it
     */
    static Estimate pooled(List<Part> parts, Slots chart, int y) {
        Moments moments = Moments.NONE;
        for (Part part : parts) {
            moments = moments.plus(
                    part,
                    Tally.wide(part.tally(), chart.x()),
                    Tally.wide(part.tally(), y),
                    Tally.wide(part.tally(), chart.xSquared()),
                    Tally.wide(part.tally(), y + 4),
                    Tally.wide(part.tally(), y + 2),
                    (double) part.tally()[chart.max()]);
        }
        return moments.share();
    }

    /** The same of all buckets up to this one; y² is at most xy, as no installation's y is above its x. */
    static Estimate pooledUpTo(List<Part> parts, Slots chart, int bucket) {
        Moments moments = Moments.NONE;
        for (Part part : parts) {
            double sum = 0;
            double product = 0;
            for (int i = 0; i <= bucket; i++) {
                sum += Tally.wide(part.tally(), chart.bucket(i) + Slots.Y);
                product += Tally.wide(part.tally(), chart.bucket(i) + Slots.XY);
            }
            moments = moments.plus(
                    part,
                    Tally.wide(part.tally(), chart.x()),
                    sum,
                    Tally.wide(part.tally(), chart.xSquared()),
                    product,
                    product,
                    (double) part.tally()[chart.max()]);
        }
        return moments.share();
    }

    /**
     * All P over all N where somebody has more P than N: R = Σwy / Σwx, V = Σw²(y² − 2R·xy + R²x²) / (Σwx)², to which is
     * added what one more of the largest would bring that is off by all of R.
     */
    static Estimate pooledAboveOne(List<Part> parts, Slots chart) {
        double whole = 0;
        double sum = 0;
        double heaviest = 0;
        for (Part part : parts) {
            whole += part.weight() * Tally.wide(part.tally(), chart.x());
            sum += part.weight() * Tally.wide(part.tally(), chart.ratioY());
            heaviest = Math.max(heaviest, part.weight() * part.repeats() * part.tally()[chart.max()]);
        }
        if (!(whole > 0)) {
            return Estimate.UNKNOWN;
        }
        double ratio = sum / whole;
        double variance = ratio * ratio * heaviest * heaviest;
        for (Part part : parts) {
            double deviation = Tally.wide(part.tally(), chart.ratioYSquared())
                    - 2 * ratio * Tally.wide(part.tally(), chart.ratioXY())
                    + ratio * ratio * Tally.wide(part.tally(), chart.xSquared());
            variance += part.weight() * part.weight() * part.repeats() * Math.max(0, deviation);
        }
        return Intervals.positive(ratio, Math.sqrt(variance) / whole);
    }
}
