package dev.limpid.cli.chart;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Title;
import dev.limpid.charts.ChartSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Finds the charts of a set by the names that people use: the full ID, the short one, the one in addresses, or the title. Case does not
 * matter.
 */
public final class ChartLookup {

    /** How many similar names are suggested. */
    private static final int NEAREST = 3;

    /** The distance, as a fraction of the longer name, from which on names are not similar. */
    private static final double FAR = .6;

    private final List<ChartResult> charts;

    public ChartLookup(ChartSet set) {
        this.charts = set.programs().stream()
                .flatMap(program -> program.charts().stream())
                .toList();
    }

    /** All charts, in their order. */
    public List<ChartResult> all() {
        return charts;
    }

    /** The charts with this name: one, none, or several if several programs have charts with the same short ID or title. */
    public List<ChartResult> find(String name) {
        List<ChartResult> exact = charts.stream()
                .filter(chart ->
                        chart.title().chart().equals(name) || chart.title().id().equals(name))
                .toList();
        return exact.isEmpty()
                ? charts.stream().filter(chart -> isCalled(chart.title(), name)).toList()
                : exact;
    }

    private static boolean isCalled(Title title, String name) {
        return names(title).anyMatch(name::equalsIgnoreCase);
    }

    private static Stream<String> names(Title title) {
        return Stream.of(title.chart(), title.id(), shortId(title), title.title());
    }

    /** The full ID without the program's name. */
    static String shortId(Title title) {
        return title.chart().startsWith(title.program() + "/")
                ? title.chart().substring(title.program().length() + 1)
                : title.chart();
    }

    /** The full IDs of the charts whose names are most similar to this one. */
    public List<String> nearest(String name) {
        return charts.stream()
                .filter(chart -> distance(chart.title(), name) < FAR)
                .sorted(Comparator.comparingDouble(chart -> distance(chart.title(), name)))
                .limit(NEAREST)
                .map(chart -> chart.title().chart())
                .toList();
    }

    private static double distance(Title title, String name) {
        return names(title).mapToDouble(known -> distance(known, name)).min().orElse(1);
    }

    /** Levenshtein distance as a fraction of the longer name; a name that contains the other is near. */
    private static double distance(String known, String asked) {
        String a = known.toLowerCase(Locale.ROOT);
        String b = asked.toLowerCase(Locale.ROOT);
        double longest = Math.max(1, Math.max(a.length(), b.length()));
        int edits = edits(a, b);
        return !b.isEmpty() && a.contains(b) ? Math.min(.3, edits / longest) : edits / longest;
    }

    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
