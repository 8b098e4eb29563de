package dev.limpid.dist.rehearse;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.dist.simulation.SimulatedHome;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.uploader.home.TelemetryHomes;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Facts about a program, determined by running it once in a separate home: from what it counts, and from the identity
 * in its jar if that can be read.
 *
 * @param collection the collection's name
 * @param program the program's name, under which it counts
 * @param version the version that it was built as
 * @param frames which classes stacks may show, according to the identity; empty for those that begin with the program's
 *     name
 * @param counts what it counted, by name
 * @param ended how the last run ended
 */
record ProbeRun(
        String collection,
        String program,
        String version,
        String frames,
        SortedMap<String, Long> counts,
        RehearsedProgram.RunResult ended) {

    /** Enough for the top of a typical stack trace. */
    private static final int LINES = 20;

    private static final int MOST_NAMES = 12;
    private static final double MILLIS = 1000;

    ProbeRun {
        counts = new TreeMap<>(counts);
    }

    /** Runs the program once with each of these argument lists, at this simulated time. */
    static ProbeRun of(
            RehearsedProgram program, ProgramFiles files, List<List<String>> arguments, Path folder, Instant now)
            throws IOException {
        Optional<Properties> identity = files.identity();
        String collection =
                identity.map(its -> its.getProperty("collection", "")).orElse("");
        SimulatedHome home = SimulatedHome.alone(folder, collection.isEmpty() ? "unknown" : collection);
        if (!collection.isEmpty()) {
            // Some programs count nothing until their user chooses.
            ModeFile.write(home.telemetryHome(now), new Mode.Local());
        }
        RehearsedProgram.RunResult ended = run(program, home, arguments.get(0), now);
        for (List<String> one : arguments.subList(1, arguments.size())) {
            ended = run(program, home, one, now);
        }
        List<ProbeRun> counted = new ArrayList<>();
        for (TelemetryHome each : new TelemetryHomes(home.environment(now)).all()) {
            addAll(each, ended, counted);
        }
        return chosen(counted, identity, files, ended);
    }

    private static RehearsedProgram.RunResult run(
            RehearsedProgram program, SimulatedHome home, List<String> arguments, Instant now) throws IOException {
        return program.run(home, now, arguments, Map.of("LIMPID_DEBUG", "1"));
    }

    private static void addAll(TelemetryHome home, RehearsedProgram.RunResult ended, List<ProbeRun> counted)
            throws IOException {
        for (CountedWeek week : CountedWeek.in(home)) {
            try {
                CountFileContents contents = week.read();
                SortedMap<String, Long> counts = contents.cappedCounts();
                if (!counts.isEmpty()) {
                    counted.add(
                            new ProbeRun(home.collection(), contents.program(), contents.version(), "", counts, ended));
                }
            } catch (NoSuchFileException e) {
                // a file without counts yet
            }
        }
    }

    private static ProbeRun chosen(
            List<ProbeRun> counted, Optional<Properties> identity, ProgramFiles files, RehearsedProgram.RunResult ended)
            throws IOException {
        String named = identity.map(its -> its.getProperty("program", "")).orElse("");
        List<ProbeRun> its = counted.stream()
                .filter(one -> named.isEmpty() || one.program().equals(named))
                .toList();
        List<String> programs = its.stream().map(ProbeRun::program).distinct().toList();
        if (programs.size() > 1) {
            throw new RehearsalImpossibleException(
                    "several programs counted in this run: " + String.join(", ", programs)
                            + ". Name the jar that contains the program's identity in -jar or -cp, to show which one is"
                            + " to be rehearsed");
        }
        if (its.isEmpty()) {
            throw new RehearsalImpossibleException(nothing(counted, named, files, ended));
        }
        SortedMap<String, Long> sum = new TreeMap<>();
        its.forEach(one -> one.counts().forEach((name, count) -> sum.merge(name, count, CountFormat::saturatingAdd)));
        ProbeRun first = its.get(0);
        String built = identity.map(properties -> properties.getProperty("version", ""))
                .orElse("");
        return new ProbeRun(
                first.collection(),
                first.program(),
                built.isEmpty() ? first.version() : built,
                identity.map(properties -> properties.getProperty("frames", "")).orElse(""),
                sum,
                ended);
    }

    private static String nothing(
            List<ProbeRun> counted, String named, ProgramFiles files, RehearsedProgram.RunResult ended)
            throws IOException {
        StringBuilder why = new StringBuilder();
        if (named.isEmpty()) {
            why.append("nothing was counted, and ")
                    .append(
                            files.places().isEmpty()
                                    ? "the command does not show which jar is the program's"
                                    : "there is no META-INF/limpid/program.properties in " + files.inWords())
                    .append(". The run ")
                    .append(inWords(ended))
                    .append(". The program's build writes META-INF/limpid/program.properties into its jar"
                            + " (docs/start.md), or you write it by hand (docs/embed.md, \"Which program it is\");"
                            + " the program must then call Telemetry.start()");
        } else {
            why.append(named).append(" counted nothing in this run, which ").append(inWords(ended));
            if (!counted.isEmpty()) {
                why.append("; ")
                        .append(counted.stream()
                                .map(ProbeRun::program)
                                .distinct()
                                .collect(Collectors.joining(", ")))
                        .append(" did");
            }
            why.append(". Does it call Telemetry.start(), and then count something before it ends?");
        }
        if (ended.stopped()) {
            why.append(" A server counts when it gets requests: use a script that starts it, sends"
                    + " requests, and stops it"
                    + " (docs/frameworks.md, \"Rehearse a server\")");
        }
        List<String> last = ended.lastLines(LINES);
        if (!last.isEmpty()) {
            why.append("\nIts last lines:");
            last.forEach(line -> why.append("\n  ").append(line));
        }
        return why.toString();
    }

    private static String inWords(RehearsedProgram.RunResult ended) {
        return (ended.stopped() ? "was stopped" : "ended with " + ended.code())
                + String.format(Locale.ROOT, " after %.1f s", ended.took().toMillis() / MILLIS);
    }

    /** Two lines for the user. */
    String inWords(String tried) {
        return "program              " + program + " " + tried
                + (tried.equals(version) ? "" : ", which was built as " + version) + ", of " + collection
                + "\nfirst run            "
                + inWords(ended);
    }

    /** Whether stacks may show a class with this name, by the same rule as in the program. */
    boolean mayShow(String className) {
        for (String entry : (frames.isBlank() ? program : frames).split(",", -1)) {
            int slash = entry.indexOf('/');
            String beginning = slash < 0 ? entry.strip() : entry.substring(0, slash) + ".";
            if (!beginning.isEmpty() && className.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** The names of the counters that were counted; for stacks, the name of their counter. */
    NavigableSet<String> names() {
        return counts.keySet().stream().map(StackNameSyntax::prefix).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The same names for a sentence, shortened if there are very many. */
    String namesInWords() {
        List<String> names = List.copyOf(names());
        return names.size() <= MOST_NAMES
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
