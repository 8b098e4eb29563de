package dev.limpid.dist.simulation;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.log.LogInfo;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.uploader.run.Step;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A collection, its server and its users, over simulated weeks. Days pass as fast as the users' processes run. Each
 * home goes through its days in order; homes run in parallel. For one thread.
 */
public final class Simulation implements AutoCloseable {

    /** The number of days in a week. */
    public static final int DAYS_OF_A_WEEK = 7;

    private static final int HOUR_OF_ANSWERS = 6;

    /** What the user of a home does on a day. */
    @FunctionalInterface
    public interface Day {
        /** Does the day's work; called for several homes at once. */
        void run(SimulatedHome home, LocalDate date) throws IOException;
    }

    /** Receives the steps of reporters. */
    @FunctionalInterface
    public interface StepListener {
        /** The steps of one reporter run in a home; called by several threads. */
        void steps(List<Step> steps);
    }

    private final Path folder;
    private final String name;
    private final int weeks;
    private final PublishingRules rules = PublishingRules.usual();
    private final LocalDate lastWeek;
    private final LocalDate firstDay;
    private final SimulatedClock clock;
    private final CollectionServer server;
    private final CollectionIdentity identity;
    private final List<SimulatedHome> homes = new ArrayList<>();
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /**
     * Starts the server.
     *
     * @param folder the folder for all files
     * @param name the collection's name
     * @param words the texts of the pages: a {@code site.properties}; may be empty
     * @param port where the site is served, 0 for any free port
     * @param weeks how many whole weeks are answered
     * @param today the day on which the simulation ends
     */
    public Simulation(Path folder, String name, String words, int port, int weeks, LocalDate today) throws IOException {
        this.folder = folder;
        this.name = name;
        this.weeks = weeks;
        this.lastWeek = lastFinal(today);
        // The week before those that are answered is the one in which users opt in: nothing is sent for it.
        this.firstDay = lastWeek.minusDays((long) DAYS_OF_A_WEEK * weeks);
        this.clock = new SimulatedClock(firstDay.atStartOfDay().toInstant(ZoneOffset.UTC));
        Path place = Files.createDirectories(serverFolder());
        if (!words.isEmpty()) {
            Files.writeString(place.resolve("site.properties"), words);
        }
        this.server = CollectionServer.start(ServerSettings.local(name, place).at(port), clock);
        LogInfo facts = collection().logFacts();
        this.identity =
                new CollectionIdentity(name, site().resolve("answers").toString(), facts.logUrl(), facts.policy());
    }

    /** The Monday of the last week whose final publication is due today. */
    private LocalDate lastFinal(LocalDate today) {
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        while (rules.lastDue(monday).isAfter(today)) {
            monday = monday.minusWeeks(1);
        }
        return monday;
    }

    /** Adds a machine. */
    public SimulatedHome add(String machine, Mode choice) {
        SimulatedHome home = new SimulatedHome(folder.resolve("homes").resolve(machine), name, choice);
        homes.add(home);
        return home;
    }

    /** Where the server keeps the collection. */
    public Path serverFolder() {
        return folder.resolve("server");
    }

    /** Where the site is served. */
    public URI site() {
        return server.url();
    }

    /** The collection as the server runs it. */
    public HostedCollection collection() {
        return server.collection(name);
    }

    /** The identity with which programs of this collection are built. */
    public CollectionIdentity identity() {
        return identity;
    }

    /** The Monday of the last week that is answered. */
    public LocalDate lastWeek() {
        return lastWeek;
    }

    /** The day on which users opt in. */
    public LocalDate firstDay() {
        return firstDay;
    }

    /** All machines. */
    public List<SimulatedHome> homes() {
        return List.copyOf(homes);
    }

    /** The simulated time. */
    public Instant now() {
        return clock.instant();
    }

    /** The time in the morning of a day when reporters run. */
    public static Instant morning(LocalDate date) {
        return date.atTime(HOUR_OF_ANSWERS, 0).toInstant(ZoneOffset.UTC);
    }

    /**
     * Simulates the days of a week. In the early morning each home's reporter runs, then its user works; then the
     * server publishes what is due.
     *
     * @param week 0 for the week in which users opt in, for which nothing is sent; it ends with the following morning
     */
    public void pass(int week, Day work, StepListener reported) throws IOException {
        for (int day = 0; day < DAYS_OF_A_WEEK; day++) {
            pass(firstDay.plusDays((long) week * DAYS_OF_A_WEEK + day + 1), work, reported);
        }
    }

    private void pass(LocalDate date, Day work, StepListener reported) throws IOException {
        Instant morning = morning(date);
        clock.set(morning);
        List<Callable<Void>> days = new ArrayList<>();
        for (SimulatedHome home : homes) {
            days.add(() -> {
                reported.steps(home.pass(identity, morning));
                work.run(home, date);
                return null;
            });
        }
        all(days);
        publish();
    }

    /** Does something on each machine, several at a time. */
    public void onEveryHome(Day work) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Callable<Void>> tasks = new ArrayList<>();
        for (SimulatedHome home : homes) {
            tasks.add(() -> {
                work.run(home, today);
                return null;
            });
        }
        all(tasks);
    }

    /**
     * Advances to the day on which most answers to the last week have arrived, and publishes. Returns what is published
     * of the last week.
     */
    public Optional<PublishedWeek> publishProvisionally() throws IOException {
        return publish(lastWeek.plusDays(DAYS_OF_A_WEEK + PublishingRules.PROVISIONAL_DAYS));
    }

    /**
     * Advances to the day after which no answer to the last week can arrive, and publishes. Returns what is published
     * of the last week.
     */
    public Optional<PublishedWeek> publishFinally() throws IOException {
        return publish(rules.lastDue(lastWeek));
    }

    private Optional<PublishedWeek> publish(LocalDate day) throws IOException {
        clock.set(morning(day));
        publish();
        return collection().published().publication().week(lastWeek);
    }

    private void publish() throws IOException {
        collection().publishNow();
        collection().log().renewHeads();
    }

    private void all(List<Callable<Void>> tasks) throws IOException {
        try {
            for (Future<Void> task : workers.invokeAll(tasks)) {
                task.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted during the simulation");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw failure; // its message is for the user; the name of its class is not
            }
            throw new IOException(String.valueOf(e.getCause()), e.getCause());
        }
    }

    /** How many weeks are answered. */
    public int weeks() {
        return weeks;
    }

    @Override
    public void close() throws IOException {
        workers.shutdownNow();
        server.close();
    }
}
