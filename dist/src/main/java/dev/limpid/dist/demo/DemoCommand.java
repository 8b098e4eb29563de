package dev.limpid.dist.demo;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalSafeWriter;
import dev.limpid.dist.demo.synthetic.SyntheticCollection;
import dev.limpid.dist.simulation.SimulationFolder;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.server.configuration.RefusedConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code limpid demo}. */
@Command(
        name = "demo",
        description = {
            "See the whole of Limpid on this machine, in about a minute on two cores.",
            "",
            "Starts a collection server on this machine's loopback address, publishes a configuration, and lets a real"
                    + " program run in dozens of telemetry homes over simulated weeks. Then serves the site until"
                    + " Ctrl-C. Your own telemetry homes and choices are not touched; nothing leaves this machine.",
            "",
            "A second site shows what charts look like with many users: two years of a made-up program,"
                    + " whose counts are random, and whose answers and charts are made in the usual way."
        },
        footer = {
            "",
            "Examples:",
            "  limpid demo",
            "  limpid demo --dir /tmp/demo --port 8080",
            "  limpid demo --homes 60 --weeks 8 --exit"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int LARGEST_PORT = 65_535;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before the command runs
    private CommandSpec spec;

    @Option(
            names = "--dir",
            paramLabel = "FOLDER",
            description =
                    "Keep everything in this new or empty folder; a temporary one, deleted at the end, if not given.")
    private @Nullable Path folder;

    @Option(names = "--homes", paramLabel = "N", description = "How many users opt in; 36 if not given.")
    private int homes = 36;

    @Option(names = "--weeks", paramLabel = "N", description = "How many weeks are answered; 4 if not given.")
    private int weeks = 4;

    @Option(
            names = "--made-up",
            paramLabel = "N",
            description =
                    "How many machines the made-up program has; ${DEFAULT-VALUE} if not given, 0 for no such site.")
    private int madeUp = SyntheticCollection.HOMES;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to serve the site, and the made-up one at the next; any free ports if not given.")
    private int port;

    @Option(names = "--exit", description = "Check what was published and exit, instead of serving.")
    private boolean exit;

    /** Runs the demo; see the command's description. */
    @Override
    public Integer call() throws IOException, ChartConfigException, RefusedConfigException {
        if (homes < 1 || weeks < 1) {
            throw new ParameterException(spec.commandLine(), "--homes and --weeks take a number from 1 upwards");
        }
        if (port > LARGEST_PORT - (madeUp > 0 ? 1 : 0)) {
            throw new ParameterException(
                    spec.commandLine(), "--port is " + port + ", expected one from 1 to " + (LARGEST_PORT - 1));
        }
        try (SimulationFolder place = place()) {
            int code = run(place);
            if (folder != null) {
                place.keep();
            }
            return code;
        }
    }

    private SimulationFolder place() throws IOException {
        if (folder == null) {
            return SimulationFolder.temporary("limpid-demo");
        }
        return SimulationFolder.named(folder)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--dir " + folder + " is not empty, expected a new or an empty folder"));
    }

    private int run(SimulationFolder owned) throws IOException, ChartConfigException, RefusedConfigException {
        PrintWriter out = TerminalSafeWriter.wrap(spec.commandLine().getOut());
        Path place = owned.path();
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        try (Demo demo = new Demo(place, port, homes, weeks, today, line -> say(out, line));
                SyntheticSite other = new SyntheticSite(place.resolve("made-up"), madeUp, demo.lastWeek())) {
            demo.run();
            other.await().ifPresent(line -> say(out, line));
            List<String> differences = new DemoCheck(demo.simulation()).differences();
            differences.forEach(difference -> say(out, "differs              " + difference));
            if (differences.isEmpty()) {
                say(
                        out,
                        "checked              the published charts are what the homes counted, added up independently");
            }
            if (exit) {
                return differences.isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
            }
            say(out, "");
            say(out, "Charts, data and configuration: " + demo.site());
            if (madeUp > 0) {
                URI site = other.serve(port == 0 ? 0 : port + 1);
                say(out, "The same of a made-up program:  " + site);
                say(out, "In a terminal:                  limpid chart cache --from " + site);
            }
            say(out, "All files are in " + place);
            say(out, "Ctrl-C ends it.");
            owned.awaitCtrlC();
            return differences.isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
        }
    }

    private static void say(PrintWriter out, String line) {
        out.print(line + "\n");
        out.flush();
    }
}
