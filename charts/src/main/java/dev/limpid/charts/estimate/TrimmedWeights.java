package dev.limpid.charts.estimate;

import dev.limpid.charts.fold.AnswerFold.AskedSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How many machines an answer stands for. Weights above {@value #TIMES} times the median machine's are trimmed to that:
 * if a configuration asked very few machines, one of them must not decide the result (F. J. Potter, A study of
 * procedures to identify and trim extreme sampling weights, Proceedings of the Survey Research Methods Section, ASA,
 * 1990). The median is taken over the machines that answers stand for, not over the answers: most answers come from
 * where the rate was high, even if hardly any machine is there.
 *
 * @param most larger weights are trimmed to this
 */
record TrimmedWeights(double most) {

    /** Weights are at most this many times the weight of the median machine. */
    static final double TIMES = 20;

    static TrimmedWeights of(List<AskedSums> asked) {
        return new TrimmedWeights(TIMES * ofMedianMachine(asked));
    }

    /** How many machines each of these answers stands for. */
    double of(AskedSums one) {
        return Math.min(most, untrimmed(one));
    }

    /** Whether these answers stand for fewer machines than without trimming. */
    boolean trims(AskedSums one) {
        return untrimmed(one) > most;
    }

    private static double untrimmed(AskedSums one) {
        return 1 / one.question().rate();
    }

    /** The weight of the median machine when machines are ordered by weight; between two, the larger weight. */
    private static double ofMedianMachine(List<AskedSums> asked) {
        List<AskedSums> sorted = new ArrayList<>(asked);
        sorted.sort(Comparator.comparingDouble((AskedSums one) -> one.question().rate())
                .reversed());
        double all = sorted.stream()
                .mapToDouble(one -> one.sums().answers() / one.question().rate())
                .sum();
        double seen = 0;
        for (AskedSums one : sorted) {
            seen += one.sums().answers() / one.question().rate();
            if (2 * seen > all) {
                return untrimmed(one);
            }
        }
        return 1;
    }
}
