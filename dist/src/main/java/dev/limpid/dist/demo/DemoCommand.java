package dev.limpid.dist.demo;

import dev.limpid.cli.ExitCode;
import dev.limpid.cli.PlainText;
import dev.limpid.dist.FileTree;
import dev.limpid.dist.demo.madeup.MadeUpCollection;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.server.RefusedConfigException;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
            "See the whole of Limpid on this machine, in about a minute.",
            "",
            "Starts a collection server on this machine's loopback address, publishes a configuration, and lets a real"
                    + " program run in dozens of telemetry homes over simulated weeks. Then serves the site until"
                    + " Ctrl-C. Your own telemetry homes and choices are not touched; nothing leaves this machine.",
            "",
            "Beside it a second site shows what charts look like with many users: two years of a made-up program, whose"
                    + " counts are drawn, and whose answers and charts are made as everywhere."
        },
        footer = {
            "",
            "Examples:",
            "  limpid demo",
            "  limpid demo --dir /tmp/demo --port 8080",
            "  limpid demo --homes 60 --weeks 8 --exit"
        })
public final class DemoCommand implements Callable<Integer> {

    private static final int CLEAN_UP_SECONDS = 20;
    private static final int LARGEST_PORT = 65_535;

    private final CountDownLatch ended = new CountDownLatch(1);

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
    private int madeUp = MadeUpCollection.HOMES;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Where to serve the site, and the made-up one at the next; any free ports if not given.")
    private int port;

    @Option(names = "--exit", description = "Check what was published and end, instead of serving.")
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
        boolean made = folder == null || !Files.exists(folder);
        Path place = folder == null ? Files.createTempDirectory("limpid-demo") : emptyFolder(folder);
        boolean keep = false;
        try {
            int code = run(place);
            keep = folder != null;
            return code;
        } finally {
            if (!keep) {
                clear(place, made);
            }
            ended.countDown();
        }
    }

    /** What a demo that failed leaves behind would be in the way of the next one. */
    private static void clear(Path place, boolean made) throws IOException {
        List<Path> below;
        try (Stream<Path> inside = Files.list(place)) {
            below = inside.toList();
        }
        for (Path path : below) {
            FileTree.delete(path);
        }
        if (made) {
            Files.deleteIfExists(place);
        }
    }

    private int run(Path place) throws IOException, ChartConfigException, RefusedConfigException {
        PrintWriter out = PlainText.on(spec.commandLine().getOut());
        LocalDate today = LocalDate.ofInstant(Clock.systemUTC().instant(), ZoneOffset.UTC);
        try (Demo demo = new Demo(place, port, homes, weeks, today, line -> say(out, line));
                MadeUpSite other = new MadeUpSite(place.resolve("made-up"), madeUp, demo.lastWeek())) {
            demo.run();
            other.await().ifPresent(line -> say(out, line));
            List<String> differences = new DemoCheck(demo).differences();
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
            say(out, "Everything lies in " + place);
            say(out, "Ctrl-C ends it.");
            waitForCtrlC();
            return differences.isEmpty() ? ExitCode.OK : ExitCode.FOUND_WRONG;
        }
    }

    private static void say(PrintWriter out, String line) {
        out.print(line + "\n");
        out.flush();
    }

    /** Until the process is asked to end; its end then waits until {@code call} has closed and cleaned up. */
    private void waitForCtrlC() {
        CountDownLatch asked = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            asked.countDown();
                            await(ended, CLEAN_UP_SECONDS);
                        },
                        "limpid-demo-end"));
        await(asked, Long.MAX_VALUE);
    }

    private static void await(CountDownLatch latch, long seconds) {
        try {
            boolean reached = latch.await(seconds, TimeUnit.SECONDS);
            if (!reached) {
                return; // clean-up hangs: the process ends all the same
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path emptyFolder(Path wanted) throws IOException {
        Files.createDirectories(wanted);
        try (Stream<Path> inside = Files.list(wanted)) {
            if (inside.findAny().isPresent()) {
                throw new ParameterException(
                        spec.commandLine(), "--dir " + wanted + " is not empty, expected a new or an empty folder");
            }
        }
        return wanted.toAbsolutePath();
    }
}
