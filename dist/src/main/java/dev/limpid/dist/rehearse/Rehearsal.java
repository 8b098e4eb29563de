package dev.limpid.dist.rehearse;

import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.simulation.MethodList;
import dev.limpid.dist.simulation.SimulatedHome;
import dev.limpid.dist.simulation.Simulation;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.text.Counted;
import dev.limpid.server.configuration.RefusedConfigException;
import dev.limpid.server.publish.index.PublishedWeek;
import dev.limpid.uploader.run.CollectionFile;
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
 * A room in which the users of a maintainer's program work for some weeks: one more than are answered, since nothing of the
 * week in which somebody agrees is sent.
 *
 * <p>One thread runs it. The users of the room work on others, and one of them leaves {@link #preview}, which is volatile.
 */
final class Rehearsal implements AutoCloseable {

    /** On how many days of a week a user works with the program. */
    private static final int RUNS_A_WEEK = 2;

    private static final int DAYS_BETWEEN = 3;
    private static final int FIRST_HOUR = 8;
    private static final int LAST_HOUR = 20;

    private final FirstRun first;
    private final String version;
    private final TriedProgram program;
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
     * @param folder where everything lies
     * @param first what the program is
     * @param version as which version it is tried
     * @param arguments what the users' command lines add to the command; at least one list
     * @param progress hears what happens
     */
    Rehearsal(
            Path folder,
            int port,
            int homes,
            int weeks,
            LocalDate today,
            FirstRun first,
            String version,
            TriedProgram program,
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

    /** What the pages say, so that nobody takes them for those of the real collection. */
    private static String words(FirstRun first) {
        return "title = Rehearsal of " + first.program() + "\n"
                + "summary = The users of this site, their machines and the"
                + " weeks that pass here are simulated; every figure comes"
                + " from runs of the program and answers that were really"
                + " sent.\n";
    }

    /**
     * What came out of it, beside the site.
     *
     * @param preview what the first user saw before anything was sent
     * @param sent what was sent from there, an answer a line
     * @param published the published lines of the last week
     * @param charts the charts of that week as text
     * @param runs how often the program ran
     * @param unwell how often it ended with another code than 0
     * @param problems what should not have happened
     */
    record Outcome(
            String preview,
            String sent,
            List<String> published,
            List<String> charts,
            int runs,
            int unwell,
            List<String> problems) {

        Outcome {
            published = List.copyOf(published);
            charts = List.copyOf(charts);
            problems = List.copyOf(problems);
        }
    }

    /** Publishes the configuration, lets the weeks pass, and publishes what came. */
    Outcome run(RehearsedCharts charts, List<Chart> answered, Set<String> methods)
            throws IOException, ChartConfigException, RefusedConfigException {
        MethodList.write(simulation.serverFolder(), first.program(), version, methods);
        CollectionConfig config = simulation
                .collection()
                .publishConfiguration(
                        charts.file(), charts.text(), charts.released(first.program(), version), Participation.UNKNOWN);
        progress.accept("site                 " + simulation.site());
        progress.accept("configuration        " + config.version() + " made from " + charts.file()
                + ", logged and signed: " + Counted.of(answered.size(), "chart") + " of what was counted");
        simulation.everywhere((home, date) -> agree(home));
        progress.accept("homes                " + (simulation.homes().size() - 1) + " opted in, 1 did not");
        for (int week = 0; week <= simulation.weeks(); week++) {
            simulation.pass(week, this::work, this::count);
            progress.accept(weekLine(week));
        }
        for (SimulatedHome home : simulation.homes()) {
            // The program left its own server's address there; nobody should send it what was rehearsed.
            CollectionFile.write(home.telemetryHome(simulation.now()), simulation.identity());
        }
        simulation.publishForNow();
        long published = simulation.publishForGood().map(PublishedWeek::answers).orElse(0L);
        progress.accept("published            " + Counted.of(published, "answer") + " to the week of "
                + simulation.lastWeek() + ", for good");
        return outcome(answered, published);
    }

    private String weekLine(int week) {
        return String.format(
                "%-20s %4d runs of the program so far, %4d users have answered",
                week == 0 ? "opting in" : "week " + week, runs.get(), sent.get());
    }

    /** The user agrees, or does not, and nothing was counted yet. */
    private void agree(SimulatedHome home) throws IOException {
        // All weeks end with the calendar's, so that one published week holds all answers.
        home.endWeeksOn(DayOfWeek.MONDAY);
        if (home.choice() instanceof Mode.On) {
            view.of(home, Simulation.morning(simulation.firstDay()), "on", "--yes");
        } else {
            home.choose();
        }
    }

    /** On some days of the weeks that are answered the program runs. */
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
        TriedProgram.RunResult ended = program.run(home, now, with, Map.of("LIMPID_VERSION", version));
        runs.incrementAndGet();
        if (!ended.isWell()) {
            unwell.incrementAndGet();
        }
    }

    private void count(List<Step> steps) {
        for (Step step : steps) {
            switch (step.kind()) {
                case SENT -> sent.incrementAndGet();
                case REFUSED, UNTRUSTED, NO_CONFIG, DAMAGED, WITHHELD -> problems.add(step.sentence());
                default -> {
                    // as it should be
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
