package dev.limpid.dist.demo;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.room.MethodList;
import dev.limpid.dist.room.Room;
import dev.limpid.dist.room.RoomHome;
import dev.limpid.examples.dupfind.DupFind;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.publish.PublishedWeek;
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

/**
 * A room in which users of the example program work, each by habits of their own. One thread makes the users and runs it;
 * these work on other threads and only read.
 */
final class Demo implements AutoCloseable {

    static final String COLLECTION = "telemetry.example.org";

    /** What the pages say of the program that the demo's users run. */
    private static final String WORDS = """
            title = dupfind, the demo program
            summary = dupfind finds files that are there twice. Its users, their machines and the weeks that pass here are \
            simulated; every figure comes from programs that really ran and answers that were really sent.
            about.1 = This site belongs to a demonstration: processes of the program dupfind ran on this machine for some \
            simulated users, counted, and answered this server.
            """;

    private static final String CHARTS = "/dev/limpid/examples/dupfind/charts.txt";

    private final Path folder;
    private final Consumer<String> progress;
    private final Room room;
    private final Map<RoomHome, Habits> habits = new LinkedHashMap<>();
    private final LongAdder runs = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /**
     * Starts the server.
     *
     * @param folder where everything of the demo lies
     * @param port where the site is served, 0 for any free port
     * @param homes how many users opt in; some more do not
     * @param weeks how many whole weeks are answered
     * @param today the day on which the simulation ends
     * @param progress hears what happens
     */
    Demo(Path folder, int port, int homes, int weeks, LocalDate today, Consumer<String> progress) throws IOException {
        this.folder = folder;
        this.progress = progress;
        Properties program = DemoProgram.shipped();
        Set<String> methods = MethodList.names(List.of(place()), name -> true, DupFind.class.getClassLoader());
        this.room = new Room(folder, COLLECTION, WORDS, port, weeks, today);
        MethodList.write(room.serverFolder(), program.getProperty("program"), program.getProperty("version"), methods);
        for (int i = 0; i < homes; i++) {
            add("on-" + (i + 1), i, new Mode.On(room.firstDay()));
        }
        // Beside those who opted in: some who keep the default, and some who switched counting off.
        for (int i = 0; i < Math.max(1, homes / 12); i++) {
            add("local-" + (i + 1), homes + i, new Mode.Local());
            add("off-" + (i + 1), homes + i, new Mode.Off());
        }
    }

    private void add(String machine, int seed, Mode choice) {
        habits.put(room.add(machine, choice), new Habits(seed));
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

    Room room() {
        return room;
    }

    URI site() {
        return room.site();
    }

    /** The Monday of the last week that is answered. */
    LocalDate lastWeek() {
        return room.lastWeek();
    }

    /** Publishes the configuration, lets the weeks pass, and publishes what came. */
    void run() throws IOException, ChartConfigException, RefusedConfigException {
        progress.accept("site                 " + site());
        CollectionConfig config = room.collection()
                .publishConfiguration("examples/charts.txt", charts(), Releases.BY_HAND, Participation.UNKNOWN);
        progress.accept("configuration        " + config.version() + " made from " + Path.of("examples", "charts.txt")
                + ", logged and signed");
        long on = 0;
        for (RoomHome home : room.homes()) {
            home.choose();
            on += home.choice() instanceof Mode.On ? 1 : 0;
        }
        progress.accept(
                "homes                " + on + " opted in, " + (room.homes().size() - on) + " did not");
        SearchFolders folders = SearchFolders.make(folder.resolve("files"));
        DemoProgram program = new DemoProgram(folder, room.identity());
        for (int week = 0; week <= room.weeks(); week++) {
            room.pass(week, (home, date) -> work(program, home, folders.all(), date), this::count);
            progress.accept(weekLine(week));
        }
        say("most answers are in", room.publishForNow());
        say("no answer can come any more", room.publishForGood());
    }

    /** The program runs as often as the user's habits say for this day. */
    private void work(DemoProgram program, RoomHome home, List<Path> folders, LocalDate day) throws IOException {
        for (Habits.Run run : Objects.requireNonNull(habits.get(home)).runsOn(day)) {
            Instant now = day.atTime(run.hour(), 0).toInstant(ZoneOffset.UTC);
            program.run(home, now, run.arguments(folders));
            runs.increment();
        }
    }

    private void say(String why, Optional<PublishedWeek> published) {
        String state = published
                .map(week -> week.answers() + " answers, "
                        + (week.state() == PublishedWeek.State.FINAL ? "for good" : "for now"))
                .orElse("nothing");
        progress.accept("published            of the last week " + state + ", since " + why);
    }

    private String weekLine(int week) {
        String what = week == 0 ? "opting in" : "week " + week;
        return String.format(
                "%-20s %4d runs of the program so far, %4d answers accepted%s",
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
        try (InputStream in = Demo.class.getResourceAsStream(CHARTS)) {
            if (in == null) {
                throw new IllegalStateException(CHARTS + " is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        room.close();
    }
}
