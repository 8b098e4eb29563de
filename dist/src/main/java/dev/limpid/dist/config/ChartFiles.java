package dev.limpid.dist.config;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.text.Problem;
import dev.limpid.server.file.InputFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Charts read from one or more files, with all problems in them. */
record ChartFiles(List<ParsedChart> placed, List<Problem> problems) {

    ChartFiles {
        placed = List.copyOf(placed);
        problems = List.copyOf(problems);
    }

    /** Reads files that must each contain a chart. */
    static ChartFiles read(List<Path> files) throws IOException {
        List<ParsedChart> charts = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Path file : files) {
            List<Problem> its = new ArrayList<>();
            charts.addAll(ChartConfig.parseDecided(file.toString(), text(file), its));
            problems.addAll(its);
        }
        return new ChartFiles(charts, problems);
    }

    /** Reads a file that may contain no charts, as before the first chart is added or after the last is removed. */
    static ChartFiles readAny(Path file) throws IOException {
        List<Problem> problems = new ArrayList<>();
        return new ChartFiles(ChartConfig.parse(file.toString(), text(file), problems), problems);
    }

    static String text(Path file) throws IOException {
        try {
            return InputFile.text(file);
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": not found, expected a file", e);
        }
    }

    List<Chart> charts() {
        return placed.stream().map(ParsedChart::chart).toList();
    }

    /** Prints the problems; true if there are any. */
    boolean hasErrors(PrintWriter err) {
        problems.forEach(problem -> err.println(
                problem.file() + ":" + problem.line() + ":" + problem.column() + ": error: " + problem.message()));
        return !problems.isEmpty();
    }
}
