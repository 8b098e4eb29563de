package dev.limpid.dist.demo;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.RefusedConfigException;
import dev.limpid.server.ServerConfig;
import dev.limpid.server.log.LogFacts;
import dev.limpid.server.publish.PublishedWeek;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.uploader.run.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * A collection, its server and its users, over simulated weeks. Days pass as fast as the processes run; each home goes
 * through its days in order, homes side by side.
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
    private static final int DAYS_OF_A_WEEK = 7;
    private static final int HOUR_OF_ANSWERS = 6;

    private final Path folder;
    private final int weeks;
    private final Consumer<String> progress;
    private final PublishingRules rules;
    private final LocalDate lastWeek;
    private final LocalDate firstDay;
    private final DemoClock clock;
    private final CollectionServer server;
    private final List<DemoHome> homes = new ArrayList<>();
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
        this.weeks = weeks;
        this.progress = progress;
        this.rules = PublishingRules.usual();
        this.lastWeek = lastFinal(rules, today);
        // Before the weeks that are answered lies the one in which the users opted in: nothing of it is sent.
        this.firstDay = lastWeek.minusDays((long) DAYS_OF_A_WEEK * weeks);
        this.clock = new DemoClock(firstDay.atStartOfDay().toInstant(ZoneOffset.UTC));
        this.server = CollectionServer.start(config(folder, port), clock);
        Path machines = folder.resolve("homes");
        for (int i = 0; i < homes; i++) {
            this.homes.add(home(machines.resolve("on-" + (i + 1)), i, new Mode.On(firstDay)));
        }
        // Beside those who opted in: some who keep the default, and some who switched counting off.
        for (int i = 0; i < Math.max(1, homes / 12); i++) {
            this.homes.add(home(machines.resolve("local-" + (i + 1)), homes + i, new Mode.Local()));
            this.homes.add(home(machines.resolve("off-" + (i + 1)), homes + i, new Mode.Off()));
        }
    }

    /** The Monday of the last week that is published for good today. */
    private static LocalDate lastFinal(PublishingRules rules, LocalDate today) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        while (rules.lastDue(monday).isAfter(today)) {
            monday = monday.minusWeeks(1);
        }
        return monday;
    }

    private static DemoHome home(Path machine, int seed, Mode choice) {
        return new DemoHome(machine, COLLECTION, new Habits(seed), choice);
    }

    private static ServerConfig config(Path folder, int port) throws IOException {
        Path server = Files.createDirectories(folder.resolve("server"));
        Files.writeString(server.resolve("site.properties"), WORDS);
        DemoSymbols.write(server.resolve("symbols"));
        return ServerConfig.local(COLLECTION, server).at(port);
    }

    URI site() {
        return server.url();
    }

    HostedCollection collection() {
        return server.collection(COLLECTION);
    }

    /** The Monday of the last week that is answered. */
    LocalDate lastWeek() {
        return lastWeek;
    }

    List<DemoHome> homes() {
        return List.copyOf(homes);
    }

    Instant now() {
        return clock.instant();
    }

    /** Publishes the configuration, lets the weeks pass, and publishes what came. */
    void run() throws IOException, ChartConfigException, RefusedConfigException {
        progress.accept("site                 " + site());
        CollectionConfig config = collection()
                .publishConfiguration("examples/charts.txt", charts(), Releases.BY_HAND, Participation.UNKNOWN);
        progress.accept("configuration        " + config.version() + " made from " + Path.of("examples", "charts.txt")
                + ", logged and signed");
        for (DemoHome home : homes) {
            home.choose();
        }
        long on =
                homes.stream().filter(home -> home.choice() instanceof Mode.On).count();
        progress.accept("homes                " + on + " opted in, " + (homes.size() - on) + " did not");
        SearchFolders folders = SearchFolders.make(folder.resolve("files"));
        LogFacts facts = collection().logFacts();
        CollectionIdentity identity = new CollectionIdentity(
                COLLECTION, site().resolve("answers").toString(), facts.logUrl(), facts.policy());
        DemoProgram program = new DemoProgram(folder, identity);
        ExecutorService workers =
                Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));
        try {
            for (int week = 0; week <= weeks; week++) {
                for (int day = 0; day < DAYS_OF_A_WEEK; day++) {
                    LocalDate date = firstDay.plusDays((long) week * DAYS_OF_A_WEEK + day + 1);
                    pass(workers, date, identity, program, folders);
                }
                progress.accept(weekLine(week));
            }
            publish("most answers are in", lastWeek.plusDays(DAYS_OF_A_WEEK + PublishingRules.PROVISIONAL_DAYS));
            publish("no answer can come any more", rules.lastDue(lastWeek));
        } finally {
            workers.shutdownNow();
        }
    }

    /** Moves on to this day, on which the server publishes what is due. */
    private void publish(String why, LocalDate day) throws IOException {
        clock.set(day.atTime(HOUR_OF_ANSWERS, 0).toInstant(ZoneOffset.UTC));
        collection().publishNow();
        collection().log().renewHeads();
        String state = collection()
                .published()
                .publication()
                .week(lastWeek)
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

    /** One day of every home: in the early morning the reporter, then the user's work; then the server publishes. */
    private void pass(
            ExecutorService workers,
            LocalDate date,
            CollectionIdentity identity,
            DemoProgram program,
            SearchFolders folders)
            throws IOException {
        Instant morning = date.atTime(HOUR_OF_ANSWERS, 0).toInstant(ZoneOffset.UTC);
        clock.set(morning);
        List<Callable<Void>> days = new ArrayList<>();
        for (DemoHome home : homes) {
            days.add(() -> {
                count(home.pass(identity, morning));
                runs.add(home.work(program, folders.all(), date));
                return null;
            });
        }
        all(workers, days);
        collection().publishNow();
        collection().log().renewHeads();
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

    private static void all(ExecutorService workers, List<Callable<Void>> tasks) throws IOException {
        try {
            for (Future<Void> task : workers.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure; // its sentence is for the reader; the name of its class is not
            }
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
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
        server.close();
    }
}
