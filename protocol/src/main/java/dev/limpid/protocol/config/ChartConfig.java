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
        List<PlacedChart> charts = read(fileName, text, problems);
        if (!problems.isEmpty()) {
            throw new ChartConfigException(problems);
        }
        return charts.stream().map(PlacedChart::chart).toList();
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

    private static List<PlacedChart> read(String fileName, String text, List<Problem> problems) {
        List<PlacedChart> charts = new ArrayList<>();
        for (List<Field> record : new FieldScanner(fileName, text, problems).records()) {
            new ChartReader(fileName, record, problems).chart().ifPresent(charts::add);
        }
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return charts;
    }
}
