package dev.limpid.dist.rehearse;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.simulation.MethodList;
import dev.limpid.dist.simulation.SimulatedHome;
import dev.limpid.dist.simulation.Simulation;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.uploader.home.CollectionFile;
import dev.limpid.uploader.run.Step;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A simulation in which users run a maintainer's program for some weeks: one more than are answered, since nothing is
 * sent for the week in which a user agrees.
 *
 * <p>One thread runs it. The simulated users work on other threads, and one of them sets {@link #preview}, which is
 * volatile.
 */
final class Rehearsal implements AutoCloseable {

    /** On how many days of a week a user runs the program. */
    private static final int RUNS_A_WEEK = 2;

    private static final int DAYS_BETWEEN = 3;
    private static final int FIRST_HOUR = 8;
    private static final int LAST_HOUR = 20;

    private final ProbeRun first;
    private final String version;
    private final RehearsedProgram program;
    private final List<List<String>> arguments;
    private final Consumer<String> progress;
    private final Simulation simulation;
    private final UserView view;
    private final AtomicInteger runs = new AtomicInteger();
    private final AtomicInteger sent = new AtomicInteger();
    private final ConcurrentLinkedQueue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unwell = new AtomicInteger();
    private volatile String preview = "";

    /**
     * Starts the server.
     *
     * @param folder the folder for all files
     * @param first the facts about the program
     * @param version the version to rehearse it as
     * @param arguments the arguments that users add to the command; at least one list
     * @param progress receives a line for each event
     */
    Rehearsal(
            Path folder,
            int port,
            int homes,
            int weeks,
            LocalDate today,
            ProbeRun first,
            String version,
            RehearsedProgram program,
            List<List<String>> arguments,
            Consumer<String> progress)
            throws IOException {
        this.first = first;
        this.version = version;
        this.program = program;
        this.arguments = List.copyOf(arguments);
        this.progress = progress;
        this.simulation = new Simulation(folder, first.collection(), words(first), port, weeks, today);
        this.view = new UserView(simulation.identity());
        for (int i = 0; i < homes; i++) {
            simulation.add("on-" + (i + 1), new Mode.On(simulation.firstDay()));
        }
        simulation.add("local-1", new Mode.Local());
    }

    /** The texts of the pages, so that nobody mistakes them for the real collection's. */
    private static String words(ProbeRun first) {
        return "title = Rehearsal of " + first.program() + "\nsummary = The users of this site, their machines and the"
                + " weeks that pass here are simulated; every figure comes from runs of the program and"
                + " answers that were"
                + " really sent.\n";
    }

    /**
     * The results, in addition to the site.
     *
     * @param preview the first user's preview before anything was sent
     * @param sent what that user's machine sent, one answer per line
     * @param published the published lines of the last week
     * @param charts the charts of that week as text
     * @param runs how often the program ran
     * @param failedRuns how often it ended with a code other than 0
     * @param problems unexpected events
     */
    record Outcome(
            String preview,
            String sent,
            List<String> published,
            List<String> charts,
            int runs,
            int failedRuns,
            List<String> problems) {

        Outcome {
            published = List.copyOf(published);
            charts = List.copyOf(charts);
            problems = List.copyOf(problems);
        }
    }

    /** Publishes the configuration, simulates the weeks, and publishes the answers. */
    Outcome run(RehearsedCharts charts, List<Chart> answered, Set<String> methods)
            throws IOException, ChartConfigException, RefusedConfigException {
        MethodList.write(simulation.serverFolder(), first.program(), version, methods);
        CollectionConfig config = simulation
                .collection()
                .publishConfiguration(
                        charts.file(), charts.text(), charts.released(first.program(), version), Participation.UNKNOWN);
        progress.accept("site                 " + simulation.site());
        progress.accept("configuration        " + config.version() + " made from " + charts.file()
                + ", logged and signed: " + Quantity.of(answered.size(), "chart") + " of what was counted");
        simulation.onEveryHome((home, date) -> agree(home));
        progress.accept("homes                " + (simulation.homes().size() - 1) + " opted in, 1 did not");
        for (int week = 0; week <= simulation.weeks(); week++) {
            simulation.pass(week, this::work, this::count);
            progress.accept(weekLine(week));
        }
        for (SimulatedHome home : simulation.homes()) {
            // The program stored its real server's address there; nobody should send rehearsed answers to it.
            CollectionFile.write(home.telemetryHome(simulation.now()), simulation.identity());
        }
        simulation.publishProvisionally();
        long published = simulation.publishFinally().map(PublishedWeek::answers).orElse(0L);
        progress.accept("published            " + Quantity.of(published, "answer") + " to the week of "
                + simulation.lastWeek() + ", final");
        return outcome(answered, published);
    }

    private String weekLine(int week) {
        return String.format(
                "%-20s %4d runs of the program so far, %4d users have answered",
                week == 0 ? "opting in" : "week " + week, runs.get(), sent.get());
    }

    /** The user agrees or declines, before anything is counted. */
    private void agree(SimulatedHome home) throws IOException {
        // All weeks end with the calendar week, so that one published week contains all answers.
        home.endWeeksOn(DayOfWeek.MONDAY);
        if (home.choice() instanceof Mode.On) {
            view.of(home, Simulation.morning(simulation.firstDay()), "on", "--yes");
        } else {
            home.choose();
        }
    }

    /** Runs the program on some days of the weeks that are answered. */
    private void work(SimulatedHome home, LocalDate date) throws IOException {
        LocalDate firstWeek = simulation.firstDay().plusDays(Simulation.DAYS_OF_A_WEEK);
        LocalDate lastSunday = simulation.lastWeek().plusDays(Simulation.DAYS_OF_A_WEEK - 1L);
        if (date.isBefore(firstWeek) || date.isAfter(lastSunday)) {
            return;
        }
        int machine = simulation.homes().indexOf(home);
        for (int run = 0; run < RUNS_A_WEEK; run++) {
            if ((machine + run * DAYS_BETWEEN) % Simulation.DAYS_OF_A_WEEK
                    == date.getDayOfWeek().getValue() - 1) {
                run(home, at(date, FIRST_HOUR), arguments.get((machine + run) % arguments.size()));
            }
        }
        if (machine == 0 && date.equals(lastSunday)) {
            preview = view.of(home, at(date, LAST_HOUR), "preview");
        }
    }

    private static Instant at(LocalDate date, int hour) {
        return date.atTime(hour, 0).toInstant(ZoneOffset.UTC);
    }

    private void run(SimulatedHome home, Instant now, List<String> with) throws IOException {
        RehearsedProgram.RunResult ended = program.run(home, now, with, Map.of("LIMPID_VERSION", version));
        runs.incrementAndGet();
        if (!ended.succeeded()) {
            unwell.incrementAndGet();
        }
    }

    private void count(List<Step> steps) {
        for (Step step : steps) {
            switch (step.kind()) {
                case SENT -> sent.incrementAndGet();
                case REFUSED, UNTRUSTED, NO_CONFIG, DAMAGED, WITHHELD -> problems.add(step.sentence());
                default -> {
                    // expected
                }
            }
        }
    }

    private Outcome outcome(List<Chart> answered, long published) throws IOException {
        if (published == 0) {
            problems.add("no answer was published");
        }
        SimulatedHome home = simulation.homes().get(0);
        LocalDate week = simulation.lastWeek().plusDays(Simulation.DAYS_OF_A_WEEK);
        List<String> lines = new ArrayList<>();
        simulation
                .collection()
                .published()
                .readAnswers(simulation.lastWeek(), line -> lines.add(new String(line, StandardCharsets.UTF_8)));
        List<String> charts = new ArrayList<>();
        for (Chart chart : published == 0 ? List.<Chart>of() : answered) {
            charts.add(view.of(
                    home, simulation.now(), "chart", chart.program() + "/" + chart.id(), "--from", site().toString()));
        }
        return new Outcome(
                preview,
                published == 0 ? "" : view.of(home, simulation.now(), "sent", week.toString()),
                lines,
                charts,
                runs.get(),
                unwell.get(),
                problems.stream().distinct().toList());
    }

    /** Where the pages are. */
    URI site() {
        return simulation.site();
    }

    /** The Monday of the week that is shown. */
    LocalDate week() {
        return simulation.lastWeek();
    }

    @Override
    public void close() throws IOException {
        simulation.close();
    }
}
