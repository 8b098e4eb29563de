package dev.limpid.dist.rehearse;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.dist.simulation.MethodList;
import dev.limpid.dist.simulation.SimulationFolder;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.configuration.RefusedConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code limpid rehearse}: the whole path from counter to chart, for a maintainer's own program. */
@Command(
        name = "rehearse",
        description = {
            "See on this machine what your own program's users would see and send.",
            "",
            "Runs the command once to find out what it counts, then in the telemetry homes of some users"
                    + " over weeks that"
                    + " pass at once, next to a collection server on the loopback address, which asks"
                    + " what your charts ask."
                    + " Shows the preview, the answers, the published week and the charts. Your own telemetry homes and"
                    + " choices are not touched; nothing leaves this machine, wherever the program would send to."
        },
        footer = {
            "",
            "The command runs in this folder, as often as the end of the output shows. Everything it"
                    + " does, it really does.",
            "",
            "Examples:",
            "  limpid rehearse -- java -jar target/mytool.jar build",
            "  limpid rehearse --charts charts.txt --with build --with \"test --all\" -- java -jar mytool.jar",
            "  limpid rehearse --for 10s --keep -- bin/myserver --port 0"
        })
public final class RehearseCommand implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(
            names = "--charts",
            paramLabel = "FILE",
            description = "The charts; those in the program's jar (META-INF/limpid/charts.txt), or else charts.txt, if"
                    + " not given.")
    private Optional<Path> charts = Optional.empty();

    @Option(
            names = "--with",
            paramLabel = "ARGUMENTS",
            description = "Arguments that some of the users append to the command; may be given several times.")
    private List<String> with = new ArrayList<>();

    @Option(
            names = "--as",
            paramLabel = "VERSION",
            description = "Rehearse the build as this release; as its own version, without -SNAPSHOT, if not given.")
    private Optional<String> version = Optional.empty();

    @Option(
            names = "--for",
            paramLabel = "TIME",
            description = "Stop each run after so long, such as 10s; for programs that run until they are stopped.")
    private Optional<Duration> time = Optional.empty();

    @Option(names = "--homes", paramLabel = "N", description = "How many users opt in; 5 if not given.")
    private int homes = 5;

    @Option(names = "--weeks", paramLabel = "N", description = "How many weeks are answered; 1 if not given.")
    private int weeks = 1;

    @Option(names = "--port", paramLabel = "PORT", description = "Where to serve the site; any free port if not given.")
    private int port;

    @Option(names = "--keep", description = "Serve the site until Ctrl-C, and keep the homes until then.")
    private boolean keep;

    @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "The program and its arguments.")
    private List<String> command = List.of();

    private RehearseCommand() {}

    /** The command; everything after its own options belongs to the program. */
    public static CommandLine create() {
        return new CommandLine(new RehearseCommand())
                .setStopAtPositional(true)
                .registerConverter(Duration.class, DurationOption::parse);
    }

    /** Rehearses; see the command's description. */
    @Override
    public Integer call() throws IOException, ChartConfigException, RefusedConfigException {
        if (homes < 1 || weeks < 1) {
            throw wrong("--homes and --weeks take a number from 1 upwards");
        }
        if (version.isPresent() && !RehearsedVersion.isRelease(version.get())) {
            throw wrong("--as is '" + version.get() + "', expected a released version such as 1.4.0");
        }
        try (SimulationFolder folder = SimulationFolder.temporary("limpid-rehearsal")) {
            return run(folder);
        } catch (RehearsalImpossibleException e) {
            PrintWriter err = TerminalSafeWriter.wrap(spec.commandLine().getErr());
            err.print(spec.qualifiedName() + ": " + e.getMessage() + "\n");
            err.flush();
            return ExitCode.FOUND_WRONG;
        }
    }

    private int run(SimulationFolder folder) throws IOException, ChartConfigException, RefusedConfigException {
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        List<List<String>> arguments = with.isEmpty()
                ? List.of(List.of())
                : with.stream().map(one -> List.of(one.strip().split("\\s+"))).toList();
        ProgramFiles files = ProgramFiles.of(command);
        RehearsedCharts asked = RehearsedCharts.find(charts, files);
        RehearsedProgram program =
                new RehearsedProgram(command, time, folder.path().resolve("outputs"));
        Clock clock = Clock.systemUTC();
        ProbeRun first = ProbeRun.of(
                program,
                files,
                arguments,
                folder.path().resolve("first"),
                clock.instant().minus(Duration.ofDays(1)));
        List<Chart> answered = asked.answered(first);
        String tried = version.orElseGet(() -> RehearsedVersion.of(first.version(), asked.of(first.program())));
        say(out, first.inWords(tried));
        say(out, "counted              " + first.namesInWords());
        Set<String> methods = methods(files, first, answered, out);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        try (Rehearsal rehearsal = new Rehearsal(
                folder.path(), port, homes, weeks, today, first, tried, program, arguments, line -> say(out, line))) {
            Rehearsal.Outcome outcome = rehearsal.run(asked, answered, methods);
            print(out, rehearsal, outcome);
            asked.unanswered(first).forEach(line -> say(out, "note                 " + line));
            asked.later(first.program(), tried).forEach(line -> say(out, "note                 " + line));
            outcome.problems().forEach(line -> say(out, "problem              " + line));
            if (keep) {
                say(out, "Charts, data and configuration: " + rehearsal.site());
                say(out, "All files are in " + folder.path() + " until you press Ctrl-C.");
                folder.awaitCtrlC();
            }
            return outcome.problems().isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
        }
    }

    /** The program's methods: the server accepts stacks only if it has this list. */
    private static Set<String> methods(ProgramFiles files, ProbeRun first, List<Chart> answered, PrintWriter out)
            throws IOException {
        if (answered.stream().noneMatch(chart -> chart.type() == ChartType.STACK)) {
            return new TreeSet<>();
        }
        if (files.places().isEmpty()) {
            say(
                    out,
                    "note                 stacks are left out: the command does not show the program's jar, so the"
                            + " names of its methods are not known");
            return new TreeSet<>();
        }
        return MethodList.names(files.places(), first::mayShow, ClassLoader.getPlatformClassLoader());
    }

    private static void print(PrintWriter out, Rehearsal rehearsal, Rehearsal.Outcome outcome) {
        if (outcome.failedRuns() > 0) {
            say(
                    out,
                    "note                 " + outcome.failedRuns() + " of " + Quantity.of(outcome.runs(), "run")
                            + " ended with a code other than 0");
        }
        section(out, "What one of the users saw on the last day (limpid preview)", outcome.preview());
        section(out, "What left that machine a day later (limpid sent)", outcome.sent());
        section(
                out,
                "What is published of the week of " + rehearsal.week() + " (" + rehearsal.site() + "data/)",
                String.join("\n", outcome.published()));
        for (String chart : outcome.charts()) {
            section(out, "What anyone sees (limpid chart)", chart);
        }
    }

    private static void section(PrintWriter out, String title, String text) {
        say(out, "\n" + title + "\n");
        text.strip().lines().forEach(line -> say(out, line.isEmpty() ? "" : "    " + line));
        say(out, "");
    }

    private static void say(PrintWriter out, String line) {
        out.print(line + "\n");
        out.flush();
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }
}
