package dev.limpid.charts;

import java.util.List;

/**
 * From sums to estimates. Reports come in parts of one weight each: those that name one configuration (and are in one
 * cell, where margins are known). A report that was asked with probability π stands for 1/π installations (D. G.
 * Horvitz and D. J. Thompson, A generalization of sampling without replacement from a finite universe, JASA 47 (1952));
 * shares divide by the weighted number of reports rather than by the unknown number of installations (J. Hájek, 1971).
 * The variances are those of the linearised ratio (C.-E. Särndal, B. Swensson, J. Wretman, Model Assisted Survey
 * Sampling, 1992, section 5.6), taking reports as drawn independently of each other and with replacement, which is what
 * the uniform X of each makes them, up to installations that report in several weeks of a period: those are what {@code
 * repeats} is for.
 */
final class Estimators {

    private Estimators() {}

    /**
     * Reports of one weight.
     *
     * @param weight how many installations each stands for
     * @param tally their sums
     */
    record Part(double weight, long[] tally) {}

    /** The slots that a share is estimated from. */
    record Share(int hits, int base) {}

    /**
     * How many independent reports of one weight would tell as much: L. Kish, Survey Sampling (1965), (Σw)²/Σw², over the
     * number of times that an installation may have reported in the period.
     */
    static double effective(List<Part> parts, int base, double repeats) {
        double sum = 0;
        double squares = 0;
        for (Part part : parts) {
            double reports = part.tally()[base];
            sum += part.weight() * reports;
            squares += part.weight() * part.weight() * reports;
        }
        return squares > 0 ? sum * sum / squares / repeats : 0;
    }

    /**
     * The share of installations with something: p = Σwa / Σwn, with Wilson's interval on the effective number of
     * reports p(1−p)/V, V = Σw²(a(1−p)² + (n−a)p²) / (Σwn)², or Kish's number where that is smaller.
     */
    static Estimate share(List<Part> parts, Share of, double repeats) {
        double base = 0;
        double hits = 0;
        for (Part part : parts) {
            base += part.weight() * part.tally()[of.base()];
            hits += part.weight() * part.tally()[of.hits()];
        }
        if (!(base > 0)) {
            return Estimate.NONE;
        }
        double p = hits / base;
        double variance = 0;
        for (Part part : parts) {
            double with = part.tally()[of.hits()];
            double without = part.tally()[of.base()] - with;
            variance += part.weight() * part.weight() * (with * (1 - p) * (1 - p) + without * p * p);
        }
        variance /= base * base;
        double kish = effective(parts, of.base(), 1);
        double n = variance > 0 ? Math.min(kish, p * (1 - p) / variance) : kish;
        return Intervals.share(p, n / repeats);
    }

    /**
     * The mean over installations of a bucket's part of their events: m = Σw·s₁ / Σwn, where s₁ sums the reports' parts
     * and s₂ their squares; V = Σw²(s₂ − 2m·s₁ + m²n) / (Σwn)². To V is added what one more, most unlike report would
     * bring, m(1−m)/n²: a few reports that happen to agree are no certainty.
     */
    static Estimate mean(List<Part> parts, Slots chart, int bucket, double repeats) {
        int at = chart.bucket(bucket);
        double base = 0;
        double sum = 0;
        for (Part part : parts) {
            base += part.weight() * part.tally()[chart.answered()];
            sum += part.weight() * (part.tally()[at + Slots.SHARE] / Slots.WHOLE);
        }
        if (!(base > 0)) {
            return Estimate.NONE;
        }
        double m = Math.min(1, sum / base);
        double variance = 0;
        for (Part part : parts) {
            double first = part.tally()[at + Slots.SHARE] / Slots.WHOLE;
            double second = part.tally()[at + Slots.SHARE_SQUARED] / Slots.WHOLE;
            double deviation = second - 2 * m * first + m * m * part.tally()[chart.answered()];
            variance += part.weight() * part.weight() * Math.max(0, deviation);
        }
        return withVariance(m, variance / (base * base), effective(parts, chart.answered(), 1), repeats);
    }

    /**
     * A bucket's part of all events, or of a ratio all P over all N: R = Σwy / Σwx, V = Σw²(y² − 2R·xy + R²x²) / (Σwx)²,
     * each installation's events being one observation (a ratio of totals, clustered by installation).
     *
     * @param y the slot of the sum of y; the sums of y² and xy follow it
     * @param bounded whether no installation has y above x, so that R is a share
     */
    static Estimate pooled(List<Part> parts, Slots chart, int y, boolean bounded, double repeats) {
        double whole = 0;
        double sum = 0;
        for (Part part : parts) {
            whole += part.weight() * Tally.wide(part.tally(), chart.x());
            sum += part.weight() * Tally.wide(part.tally(), y);
        }
        if (!(whole > 0)) {
            return Estimate.NONE;
        }
        double ratio = sum / whole;
        double variance = 0;
        for (Part part : parts) {
            double deviation = Tally.wide(part.tally(), y + 2)
                    - 2 * ratio * Tally.wide(part.tally(), y + 4)
                    + ratio * ratio * Tally.wide(part.tally(), chart.xSquared());
            variance += part.weight() * part.weight() * Math.max(0, deviation);
        }
        variance /= whole * whole;
        double n = effective(parts, chart.answered(), 1);
        if (bounded) {
            return withVariance(Math.min(1, ratio), variance, Math.min(n, effectiveEvents(parts, chart)), repeats);
        }
        return Intervals.positive(ratio, Math.sqrt(repeats * (variance + ratio * ratio / (n * n))));
    }

    /** How many installations of equal size would hold the events: (Σwx)²/Σw²x². */
    static double effectiveEvents(List<Part> parts, Slots chart) {
        double sum = 0;
        double squares = 0;
        for (Part part : parts) {
            sum += part.weight() * Tally.wide(part.tally(), chart.x());
            squares += part.weight() * part.weight() * Tally.wide(part.tally(), chart.xSquared());
        }
        return squares > 0 ? sum * sum / squares : 0;
    }

    private static Estimate withVariance(double p, double variance, double n, double repeats) {
        double careful = variance + p * (1 - p) / (n * n);
        double effective = careful > 0 ? p * (1 - p) / careful : n;
        return Intervals.share(p, effective / repeats);
    }

    /**
     * How many installations there were: N = Σ1/π, with V = Σ(1−π)/π² (Poisson sampling: every installation draws its
     * own X), over the number of times that each may have reported.
     */
    static Estimate total(List<Part> parts, int slot, double repeats) {
        double total = 0;
        double variance = 0;
        for (Part part : parts) {
            total += part.weight() * part.tally()[slot];
            variance += part.weight() * (part.weight() - 1) * part.tally()[slot];
        }
        double half = Intervals.Z * Math.sqrt(Math.max(0, variance));
        return Figures.estimate(total / repeats, Math.max(0, total - half) / repeats, (total + half) / repeats);
    }
}
