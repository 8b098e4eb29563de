package dev.limpid.charts;

import java.util.List;

/**
 * The result of matching the answers to known margins. The raw figures are always there; reweighted figures are added
 * only if {@code converged}.
 *
 * @param margins the attributes whose margins were to be matched, such as {@code os}
 * @param converged whether the reweighted figures match all margins
 * @param rounds how many rounds it took
 * @param effectiveAnswers the effective sample size: how many answers of equal weight would be as precise
 * @param sentence the result in words: which bucket was empty, how far off the margins stayed
 */
public record Reweighting(
        List<String> margins, boolean converged, int rounds, double effectiveAnswers, String sentence) {
    public Reweighting {
        margins = List.copyOf(margins);
    }
}
