package dev.limpid.charts.estimate;

import dev.limpid.charts.DecimalFormatting;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.fold.AnswerFold.AskedSums;
import dev.limpid.charts.fold.ChartSums.TotalBin;
import dev.limpid.charts.plan.PlannedChart;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The most that a machine's total counts as in figures over all events. It is one number for all weeks of a chart's
 * trend: figures clipped at different numbers in two weeks are not comparable, and their difference would not show what
 * happened. It is the median of the clips that the weeks would choose individually, just as cutoffs of winsorised means
 * are taken from earlier waves of a survey (P. N. Kokic and P. A. Bell, Optimal winsorizing cutoffs for a stratified
 * finite population estimator, Journal of Official Statistics 10 (1994)): no single week, and no flood of answers in
 * one, moves it by much.
 *
 * <p>Individually, a week would clip at the number that one machine in twenty exceeds. Between two powers of two this
 * is interpolated, so that no single machine moves it from one power to the next; totals between the two powers count
 * for a little less than they are.
 *
 * @param exponent the exponent of the power of two below
 * @param part how far it is towards the next power of two, up to 1
 */
public record Clip(int exponent, double part) {

    /** The share of machines whose total is not clipped. With this share, one answer moves no pooled figure by much. */
    private static final double UNCLIPPED = 0.95;

    /** The clip of a chart without any events. */
    static final Clip LEAST = new Clip(0, 0);

    /** The single clip of a chart for these weeks, rounded as it is published. */
    public static Clip of(AnswerFold fold, PlannedChart chart, List<LocalDate> weeks) {
        List<Double> ofWeeks = new ArrayList<>();
        for (LocalDate week : weeks) {
            List<AskedSums> asked = fold.of(chart, List.of(week), 0);
            if (asked.stream().anyMatch(one -> one.sums().answered() > 0)) {
                ofWeeks.add(ofWeek(asked));
            }
        }
        if (ofWeeks.isEmpty()) {
            return LEAST;
        }
        Collections.sort(ofWeeks);
        // For an even number of weeks, the lower of the middle two: their mean could fall into a gap between totals.
        return at(DecimalFormatting.round(ofWeeks.get((ofWeeks.size() - 1) / 2)));
    }

    private static Clip at(double most) {
        int exponent = Math.min(Math.getExponent(most), TotalBin.COUNT - 2);
        return new Clip(exponent, most / TotalBin.most(exponent) - 1);
    }

    /** Where a week would clip individually. */
    private static double ofWeek(List<AskedSums> asked) {
        TrimmedWeights weights = TrimmedWeights.of(asked);
        double all = 0;
        for (AskedSums one : asked) {
            all += weights.of(one) * one.sums().answered();
        }
        double most = (1 - UNCLIPPED) * all;
        double above = 0;
        for (int bin = TotalBin.COUNT - 1; bin > 0; bin--) {
            double in = 0;
            for (AskedSums one : asked) {
                TotalBin sums = one.sums().find(bin);
                in += sums == null ? 0 : weights.of(one) * sums.n();
            }
            if (above + in > most) {
                return new Clip(bin - 1, (above + in - most) / in).limit();
            }
            above += in;
        }
        return LEAST.limit();
    }

    /** The most that a machine counts as. */
    public double limit() {
        return TotalBin.most(exponent) * (1 + part);
    }

    /**
     * What a machine with this total counts as. Between the powers of two around the clip, only a part of the excess
     * over the lower one counts.
     */
    public double clipped(double total) {
        double low = TotalBin.most(exponent);
        return (1 - part) * Math.min(total, low) + part * Math.min(total, 2 * low);
    }

    /** Whether totals in a bin count for less than they are. */
    boolean shrinks(int bin) {
        return bin > exponent && (part < 1 || bin > exponent + 1);
    }
}
