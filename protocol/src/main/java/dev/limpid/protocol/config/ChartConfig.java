package dev.limpid.protocol.config;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.text.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Chart configs as text, in the form of {@code spec/chart-config.md}. */
public final class ChartConfig {

    private ChartConfig() {}

    /**
     * Reads charts.
     *
     * @param fileName the name of the text in messages
     * @throws ChartConfigException with all problems, each with its place and what was expected
     */
    public static List<Chart> parse(String fileName, String text) throws ChartConfigException {
        List<Problem> problems = new ArrayList<>();
        return all(read(fileName, text, problems), problems);
    }

    /**
     * Reads what can be read.
     *
     * @param problems receives all problems, in the order of the text
     * @return the valid charts, with their places
     */
    public static List<ParsedChart> parse(String fileName, String text, List<Problem> problems) {
        return read(fileName, text, problems);
    }

    /**
     * Reads decided charts, as {@link #parse(String, String)} does. It is an error, too, if there is no chart: an empty
     * file was probably not written to its end, or is the wrong file.
     */
    public static List<Chart> parseDecided(String fileName, String text) throws ChartConfigException {
        List<Problem> problems = new ArrayList<>();
        return all(parseDecided(fileName, text, problems), problems);
    }

    /**
     * Reads decided charts, as {@link #parse(String, String, List)} does. It is a problem, too, if there is no chart.
     */
    public static List<ParsedChart> parseDecided(String fileName, String text, List<Problem> problems) {
        List<ParsedChart> charts = read(fileName, text, problems);
        if (charts.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    fileName,
                    1,
                    1,
                    "there is no chart, expected at least one, which begins with a line like \"title: Commands\""));
        }
        return charts;
    }

    private static List<Chart> all(List<ParsedChart> charts, List<Problem> problems) throws ChartConfigException {
        if (!problems.isEmpty()) {
            throw new ChartConfigException(problems);
        }
        return charts.stream().map(ParsedChart::chart).toList();
    }

    private static List<ParsedChart> read(String fileName, String text, List<Problem> problems) {
        List<ParsedChart> charts = new ArrayList<>();
        for (List<ConfigField> record : new FieldScanner(fileName, text, problems).records()) {
            new ChartReader(fileName, record, problems).chart().ifPresent(charts::add);
        }
        problems.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
        return charts;
    }
}
