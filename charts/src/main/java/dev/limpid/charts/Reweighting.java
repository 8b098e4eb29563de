package dev.limpid.charts;

import java.util.List;

/**
 * What became of matching the answers to known margins. The raw figures are always there; reweighted ones stand beside
 * them, and only if {@code converged}.
 *
 * @param margins what was to be matched, such as {@code os}
 * @param converged whether the reweighted figures match all margins
 * @param rounds how many rounds were made
 * @param effectiveAnswers how many answers of one weight would be as precise
 * @param sentence what happened, for people: which bucket was empty, how far off the margins stayed
 */
public record Reweighting(
        List<String> margins, boolean converged, int rounds, double effectiveAnswers, String sentence) {
    public Reweighting {
        margins = List.copyOf(margins);
    }
}
