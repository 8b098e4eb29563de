package dev.limpid.protocol.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chart configs as text, in the form of {@code spec/chart-config.md}. */
public final class ChartConfig {

    private ChartConfig() {}

    /**
     * Reads charts.
     *
     * @param fileName what messages call the text
     * @throws ChartConfigException with every problem there is, each with its place and what was expected
     */
    public static List<Chart> parse(String fileName, String text) throws ChartConfigException {
        List<Problem> problems = new ArrayList<>();
        return all(read(fileName, text, problems), problems);
    }

    /**
     * Reads what can be read.
     *
     * @param problems takes everything that is wrong, in the order of the text
     * @return the charts in which nothing is wrong, with their places
     */
    public static List<PlacedChart> parse(String fileName, String text, List<Problem> problems) {
        return read(fileName, text, problems);
    }

    /**
     * Reads the charts that somebody decided, as {@link #parse(String, String)} does; none at all is wrong, too: an empty file
     * is one that was not written to its end, or another one than was meant.
     */
    public static List<Chart> parseDecided(String fileName, String text) throws ChartConfigException {
        List<Problem> problems = new ArrayList<>();
        return all(parseDecided(fileName, text, problems), problems);
    }

    /** Reads what can be read of the charts that somebody decided, as {@link #parse(String, String, List)} does; likewise. */
    public static List<PlacedChart> parseDecided(String fileName, String text, List<Problem> problems) {
        List<PlacedChart> charts = read(fileName, text, problems);
        if (charts.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    fileName,
                    1,
                    1,
                    "there is no chart, expected at least one, which begins with a line like \"title: Commands\""));
        }
        return charts;
    }

    private static List<Chart> all(List<PlacedChart> charts, List<Problem> problems) throws ChartConfigException {
        if (!problems.isEmpty()) {
            throw new ChartConfigException(problems);
        }
        return charts.stream().map(PlacedChart::chart).toList();
    }

    private static List<PlacedChart> read(String fileName, String text, List<Problem> problems) {
        List<PlacedChart> charts = new ArrayList<>();
        for (List<Field> record : new FieldScanner(fileName, text, problems).records()) {
            new ChartReader(fileName, record, problems).chart().ifPresent(charts::add);
        }
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return charts;
    }
}
