package dev.limpid.charts.estimate;

import dev.limpid.charts.fold.AnswerFold.AskedSums;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * For how many machines an answer stands. Weights above {@value #TIMES} times the median machine's are trimmed to that: a
 * configuration that asked very few must not let one of them decide (F. J. Potter, A study of procedures to identify and trim
 * extreme sampling weights, Proceedings of the Survey Research Methods Section, ASA, 1990). The median is of the machines that
 * answers stand for and not of the answers: most of these come from where most were asked, even if hardly any machine is there.
 *
 * @param most the weight to which larger ones are trimmed
 */
record TrimmedWeights(double most) {

    /** Weights are at most this many times that of the median machine. */
    static final double TIMES = 20;

    static TrimmedWeights of(List<AskedSums> asked) {
        return new TrimmedWeights(TIMES * ofMedianMachine(asked));
    }

    /** For how many machines each of these answers stands. */
    double of(AskedSums one) {
        return Math.min(most, untrimmed(one));
    }

    /** Whether these answers stood for more machines by themselves. */
    boolean trims(AskedSums one) {
        return untrimmed(one) > most;
    }

    private static double untrimmed(AskedSums one) {
        return 1 / one.question().rate();
    }

    /** The weight of the answers that stand for the median machine, in the order of weights; between two the larger. */
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
