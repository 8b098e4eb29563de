package dev.limpid.dist.demo;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.simulation.MethodList;
import dev.limpid.dist.simulation.SimulatedHome;
import dev.limpid.dist.simulation.Simulation;
import dev.limpid.examples.dupfind.DupFind;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.uploader.run.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A simulation in which users run the example program, each with their own habits. One thread creates the users and
 * runs the simulation; the users work on other threads and only read this object.
 */
final class Demo implements AutoCloseable {

    static final String COLLECTION = "telemetry.example.org";

    /** The texts of the pages about the program that the demo's users run. */
    private static final String WORDS = """
            title = dupfind, the demo program
            summary = dupfind finds duplicate files. Its users, their machines and the weeks that pass here are \
            simulated; every figure comes from programs that really ran and answers that were really sent. The site \
            also has charts of limpid itself, which the users run to look at what was counted.
            about.1 = This site belongs to a demonstration: processes of the program dupfind ran on this machine for some \
            simulated users, counted, and answered this server.
            """;

    private static final List<String> CHARTS =
            List.of("/dev/limpid/examples/dupfind/charts.txt", "/dev/limpid/dist/telemetry/charts.txt");

    /** The version of limpid that its charts ask for. */
    private static final String LIMPID = "0.1.0";

    /** When users look at what was counted. */
    private static final int EVENING = 20;

    private final Path folder;
    private final Consumer<String> progress;
    private final Simulation simulation;
    private final Map<SimulatedHome, UserHabits> habits = new LinkedHashMap<>();
    private final LongAdder runs = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * Starts the server.
     *
     * @param folder the folder for all files of the demo
     * @param port where the site is served, 0 for any free port
     * @param homes how many users opt in; some more do not
     * @param weeks how many whole weeks are answered
     * @param today the day on which the simulation ends
     * @param progress receives a line for each event
     */
    Demo(Path folder, int port, int homes, int weeks, LocalDate today, Consumer<String> progress) throws IOException {
        this.folder = folder;
        this.progress = progress;
        Properties program = DemoProgram.shipped();
        Set<String> methods = MethodList.names(List.of(place()), name -> true, DupFind.class.getClassLoader());
        this.simulation = new Simulation(folder, COLLECTION, WORDS, port, weeks, today);
        MethodList.write(
                simulation.serverFolder(), program.getProperty("program"), program.getProperty("version"), methods);
        for (int i = 0; i < homes; i++) {
            add("on-" + (i + 1), i, new Mode.On(simulation.firstDay()));
        }
        // Besides those who opted in: some who keep the default, and some who switched counting off.
        for (int i = 0; i < Math.max(1, homes / 12); i++) {
            add("local-" + (i + 1), homes + i, new Mode.Local());
            add("off-" + (i + 1), homes + i, new Mode.Off());
        }
    }

    private void add(String machine, int seed, Mode choice) {
        habits.put(simulation.add(machine, choice), new UserHabits(seed));
    }

    private static Path place() throws IOException {
        try {
            return Path.of(DupFind.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IOException("the example program's classes cannot be listed: " + e, e);
        }
    }

    Simulation simulation() {
        return simulation;
    }

    URI site() {
        return simulation.site();
    }

    /** The Monday of the last week that is answered. */
    LocalDate lastWeek() {
        return simulation.lastWeek();
    }

    /** Publishes the configuration, simulates the weeks, and publishes the answers. */
    void run() throws IOException, ChartConfigException, RefusedConfigException {
        progress.accept("site                 " + site());
        CollectionConfig config = simulation
                .collection()
                .publishConfiguration("charts.txt", charts(), Releases.BY_HAND, Participation.UNKNOWN);
        progress.accept("configuration        " + config.version() + " made from " + Path.of("examples", "charts.txt")
                + " and " + Path.of("dist", "charts.txt") + ", logged and signed");
        long on = 0;
        for (SimulatedHome home : simulation.homes()) {
            home.choose();
            on += home.choice() instanceof Mode.On ? 1 : 0;
        }
        progress.accept("homes                " + on + " opted in, "
                + (simulation.homes().size() - on) + " did not");
        SampleFolders folders = SampleFolders.make(folder.resolve("files"));
        DemoProgram program = DemoProgram.dupFind(folder, simulation.identity());
        DemoProgram limpid = DemoProgram.limpid(folder, simulation.identity(), LIMPID);
        for (int week = 0; week <= simulation.weeks(); week++) {
            simulation.pass(week, (home, date) -> work(program, limpid, home, folders.all(), date), this::count);
            progress.accept(weekLine(week));
        }
        say("most answers have arrived", simulation.publishProvisionally());
        say("no more answers can arrive", simulation.publishFinally());
    }

    /** The programs run as often as the user's habits say for this day. */
    private void work(DemoProgram program, DemoProgram limpid, SimulatedHome home, List<Path> folders, LocalDate day)
            throws IOException {
        UserHabits user = Objects.requireNonNull(habits.get(home));
        for (UserHabits.Run run : user.runsOn(day)) {
            program.run(home, at(day, run.hour()), run.arguments(folders));
            runs.increment();
        }
        for (String command : user.commandsOn(day)) {
            limpid.run(home, at(day, EVENING), List.of(command));
            runs.increment();
        }
    }

    private static Instant at(LocalDate day, int hour) {
        return day.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    private void say(String why, Optional<PublishedWeek> published) {
        String state = published
                .map(week -> week.answers() + " answers, "
                        + (week.state() == PublishedWeek.State.FINAL ? "final" : "provisional"))
                .orElse("nothing");
        progress.accept("published            of the last week " + state + ", since " + why);
    }

    private String weekLine(int week) {
        String what = week == 0 ? "opting in" : "week " + week;
        return String.format(
                "%-20s %4d runs of both programs so far, %4d answers accepted%s",
                what, runs.sum(), sent.sum(), refused.sum() == 0 ? "" : ", " + refused.sum() + " refused");
    }

    private void count(List<Step> steps) {
        for (Step step : steps) {
            if (step.kind() == Step.Kind.SENT) {
                sent.increment();
            } else if (step.kind() == Step.Kind.REFUSED) {
                refused.increment();
                progress.accept("refused              " + step.sentence());
            } else if (step.kind() == Step.Kind.UNTRUSTED || step.kind() == Step.Kind.NO_CONFIG) {
                progress.accept("problem              " + step.sentence());
            }
        }
    }

    private static String charts() {
        return CHARTS.stream().map(Demo::text).collect(Collectors.joining("\n---\n"));
    }

    private static String text(String resource) {
        try (InputStream in = Demo.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException(resource + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        simulation.close();
    }
}
