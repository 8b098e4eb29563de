package dev.limpid.charts;

import java.util.List;

/**
 * What became of matching the reports to known margins. The raw figures are always there; reweighted ones stand beside
 * them, and only if {@code converged}.
 *
 * @param margins what was to be matched, such as {@code os}
 * @param converged whether the reweighted figures match all margins
 * @param rounds how many rounds were made
 * @param effectiveReports how many equally weighted reports would be as precise
 * @param sentence what happened, for people: which cell was empty, how far off the margins stayed
 */
public record Reweighting(
        List<String> margins, boolean converged, int rounds, double effectiveReports, String sentence) {
    public Reweighting {
        margins = List.copyOf(margins);
    }
}
