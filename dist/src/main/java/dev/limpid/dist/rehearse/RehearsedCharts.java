package dev.limpid.dist.rehearse;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.release.ReleaseVersion;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.text.Problem;
import dev.limpid.server.file.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The charts of a rehearsal.
 *
 * @param file the name of their file
 * @param text the original text
 * @param charts the charts read from it
 */
record RehearsedCharts(String file, String text, List<Chart> charts) {

    private static final Path USUAL = Path.of("charts.txt");

    RehearsedCharts {
        charts = List.copyOf(charts);
    }

    /**
     * The charts in the named file; otherwise those in the program's jar; otherwise those in {@code charts.txt} in this
     * folder.
     */
    static RehearsedCharts find(Optional<Path> named, ProgramFiles program) throws IOException {
        if (named.isPresent()) {
            return read(named.get());
        }
        Optional<String> released = program.charts();
        if (released.isPresent()) {
            return parse("META-INF/limpid/charts.txt", released.get());
        }
        if (Files.exists(USUAL)) {
            return read(USUAL);
        }
        return new RehearsedCharts("", "", List.of());
    }

    private static RehearsedCharts read(Path file) throws IOException {
        try {
            return parse(file.toString(), InputFile.text(file));
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": not found, expected charts", e);
        }
    }

    private static RehearsedCharts parse(String name, String text) throws RehearsalImpossibleException {
        List<Problem> problems = new ArrayList<>();
        List<ParsedChart> placed = ChartConfig.parseDecided(name, text, problems);
        if (!problems.isEmpty()) {
            throw new RehearsalImpossibleException("the charts cannot be read:\n"
                    + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        }
        return new RehearsedCharts(
                name, text, placed.stream().map(ParsedChart::chart).toList());
    }

    /** The charts about this program. */
    List<Chart> of(String program) {
        return charts.stream().filter(chart -> chart.program().equals(program)).toList();
    }

    /**
     * The program's charts that ask for something that was counted.
     *
     * @throws RehearsalImpossibleException if there are none; the message names what was counted and what the charts ask for
     */
    List<Chart> answered(ProbeRun run) throws RehearsalImpossibleException {
        if (file.isEmpty()) {
            throw new RehearsalImpossibleException(
                    "there are no charts: none were named (--charts FILE), there are none in the program's"
                            + " jar (META-INF/limpid/charts.txt), and there is no " + USUAL + " here. " + run.program()
                            + " counted " + run.namesInWords() + "; a chart that asks for one of them is enough"
                            + " (docs/public-process.md)");
        }
        List<Chart> its = of(run.program());
        if (its.isEmpty()) {
            throw new RehearsalImpossibleException(file + " asks nothing of " + run.program() + ", which counted "
                    + run.namesInWords() + "; it asks of "
                    + charts.stream().map(Chart::program).distinct().collect(Collectors.joining(", ")));
        }
        List<Chart> answered =
                its.stream().filter(chart -> isCounted(chart, run.names())).toList();
        if (answered.isEmpty()) {
            throw new RehearsalImpossibleException("no chart in " + file + " asks for anything that was counted.\n"
                    + run.program() + " counted " + run.namesInWords() + "."
                    + its.stream()
                            .map(chart -> "\nThe chart \"" + chart.title() + "\" asks for "
                                    + String.join(", ", chart.collected()))
                            .collect(Collectors.joining()));
        }
        return answered;
    }

    /** The counters that charts ask for and this run did not count, a line for each chart. */
    List<String> unanswered(ProbeRun run) {
        Set<String> names = run.names();
        List<String> lines = new ArrayList<>();
        for (Chart chart : of(run.program())) {
            List<String> missing = chart.builtIn().isPresent()
                    ? List.of()
                    : chart.collected().stream()
                            .filter(name -> !names.contains(name))
                            .toList();
            if (!missing.isEmpty()) {
                lines.add("the first run did not count " + String.join(", ", missing) + ", which \"" + chart.title()
                        + "\" asks for");
            }
        }
        return lines;
    }

    /** The charts that ask only versions later than the rehearsed one, a line each. */
    List<String> later(String program, String version) {
        Optional<ReleaseVersion> tried = ReleaseVersion.parse(version);
        return of(program).stream()
                .filter(chart -> tried.isPresent()
                        && ReleaseVersion.parse(chart.version())
                                .filter(start -> start.compareTo(tried.get()) > 0)
                                .isPresent())
                .map(chart -> "\"" + chart.title() + "\" asks from version " + chart.version() + " on, and this is "
                        + version + "; to try it as that: --as " + chart.version())
                .toList();
    }

    private static boolean isCounted(Chart chart, Set<String> names) {
        return chart.builtIn().isPresent() || chart.collected().stream().anyMatch(names::contains);
    }

    /**
     * Releases as if this version of the program had been released, in every place where the charts look for releases.
     */
    Releases released(String program, String version) {
        Map<ReleaseSource, List<String>> found = new HashMap<>();
        for (Chart chart : of(program)) {
            ReleaseSource.of(chart).ifPresent(source -> found.put(source, List.of(version)));
        }
        return new Releases(found);
    }
}
