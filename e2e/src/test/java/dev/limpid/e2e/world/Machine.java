package dev.limpid.e2e.world;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.dist.Main;
import dev.limpid.examples.dupfind.DupFind;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.ProgramRunner.Result;
import dev.limpid.uploader.home.CollectionFile;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.home.SentAnswers;
import dev.limpid.uploader.run.ReportingFactory;
import dev.limpid.uploader.run.Step;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A user's machine: one telemetry home below one folder. Its weeks end on Mondays, unless a test sets another day. */
public final class Machine {

    /** The file counts days from Sunday, which is 0. */
    private static final int SUNDAY = 7;

    private final Path folder;
    private final CollectionIdentity identity;
    private final Path files;
    private final String[] watcher;

    Machine(Path folder, CollectionIdentity identity, Path files, String... watcher) {
        this.folder = folder;
        this.identity = identity;
        this.files = files;
        this.watcher = watcher;
    }

    /** The same machine with another server, with which its programs were built. */
    public Machine withIdentity(CollectionIdentity other) {
        return new Machine(folder, other, files, watcher);
    }

    /** The same machine, with its programs traced. */
    public Machine under(Strace strace) {
        return new Machine(folder, identity, files, strace.command());
    }

    /** The user's choice. */
    public Machine choose(Mode mode) throws IOException {
        ModeFile.write(home(), mode);
        return this;
    }

    /**
     * Makes weeks end on Mondays, which is otherwise drawn at random; and writes the server into the home, as a program
     * does.
     */
    public Machine settle() throws IOException {
        return settle(DayOfWeek.MONDAY);
    }

    /** The same with weeks that end on another day. */
    public Machine settle(DayOfWeek day) throws IOException {
        Files.createDirectories(home().local());
        Files.writeString(home().local().resolve("weekends"), Integer.toString(day.getValue() % SUNDAY));
        CollectionFile.write(home(), identity);
        return this;
    }

    /** Runs the program as a process, at this hour of this day; and lets the child end that it may leave behind. */
    public Result program(LocalDate day, int hour, String... options) throws Exception {
        return program(DupFind.class, day, hour, options);
    }

    /** The same, started by a user's code. */
    public Result program(Class<?> main, LocalDate day, int hour, String... options) throws Exception {
        List<String> arguments = new ArrayList<>(Arrays.asList(options));
        arguments.add(files.toString());
        Result result = process(main, day, hour).run(arguments.toArray(String[]::new));
        ChildProcesses.awaitEnd(folder);
        return result;
    }

    /** Runs another program, which does not have the tests' class path, and the child that it may leave behind. */
    public Result programAlone(String classPath, String main, LocalDate day, int hour, String... arguments)
            throws Exception {
        Result result = process(main, classPath, day, hour).run(arguments);
        ChildProcesses.awaitEnd(folder);
        return result;
    }

    /** The user runs {@code limpid}: a process, in the morning of this day. */
    public Result limpid(LocalDate day, String... arguments) throws Exception {
        return process(Main.class, day, 7).run(arguments);
    }

    private ProgramRunner process(Class<?> main, LocalDate day, int hour) throws IOException {
        return process(main.getName(), build() + File.pathSeparator + System.getProperty("java.class.path"), day, hour);
    }

    private ProgramRunner process(String main, String classPath, LocalDate day, int hour) {
        return ProgramRunner.of(main)
                .commandPrefix(watcher)
                .home(folder)
                .classPath(classPath)
                .variable(
                        "LIMPID_NOW",
                        day.atTime(hour, 0).toInstant(ZoneOffset.UTC).toString());
    }

    /** The program as it is built for this collection: its identity precedes the example's own. */
    private Path build() throws IOException {
        Path build = folder.resolveSibling(folder.getFileName() + "-build");
        Path properties = build.resolve("META-INF/limpid/program.properties");
        if (!Files.exists(properties)) {
            Files.createDirectories(build.resolve("META-INF/limpid"));
            Properties values = new Properties();
            values.setProperty("program", "example.org/dupfind");
            values.setProperty("version", "1.0.0");
            values.setProperty("frames", "dev.limpid.examples.dupfind.");
            values.setProperty("collection", identity.name());
            values.setProperty("upload", identity.uploadUrl());
            values.setProperty("config", identity.configUrl());
            values.setProperty("policy", identity.policy());
            try (Writer out = Files.newBufferedWriter(properties)) {
                values.store(out, null);
            }
        }
        return build;
    }

    /** Makes a pass, in the morning of this day. */
    public List<Step> pass(LocalDate day) throws IOException {
        Environment environment = environment(World.morning(day));
        return ReportingFactory.forHome(home(), Optional.of(identity), environment)
                .run();
    }

    public TelemetryHome home() {
        return TelemetryHome.of(identity.name(), environment(Instant.EPOCH));
    }

    private Environment environment(Instant now) {
        return Environment.of(
                Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", now.toString()),
                Map.of(),
                new File(folder.toFile(), "no-system-wide-mode"));
    }

    /** Copies of what was sent, by the day on which the week ended. */
    public SortedMap<LocalDate, Answers> sent() throws IOException {
        SortedMap<LocalDate, Answers> sent = new TreeMap<>();
        for (LocalDate week : new HomeLayout(home()).sent()) {
            sent.put(week, sent(week));
        }
        return sent;
    }

    /** The copy of what was sent about the week that ended on this day; empty if nothing was sent. */
    public Answers sent(LocalDate week) throws IOException {
        return Answers.of(SentAnswers.read(new HomeLayout(home()).sent(week)).lines());
    }

    /** The local report of the week that ended on this day. */
    public Report local(LocalDate week) throws IOException {
        return read(new HomeLayout(home()).localReport(week));
    }

    /** The local reports, by week. */
    public SortedMap<LocalDate, Report> local() throws IOException {
        HomeLayout reports = new HomeLayout(home());
        SortedMap<LocalDate, Report> local = new TreeMap<>();
        for (LocalDate week : reports.localReports()) {
            local.put(week, read(reports.localReport(week)));
        }
        return local;
    }

    private static Report read(Path file) throws IOException {
        try {
            return ReportCodec.read(Files.readAllBytes(file));
        } catch (MalformedReportException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** The folder in which something is being counted. */
    public Path newestCountFile() throws IOException {
        return Folders.files(home().local()).stream()
                .filter(file -> file.toString().matches(".*\\.v1\\.(count|journal)"))
                .reduce((first, second) -> second)
                .orElseThrow();
    }

    /** Every file of this machine with its size and its time, to see whether anything was changed. */
    public List<String> everyFile() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        List<String> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted().toList()) {
                all.add(folder.relativize(path) + " "
                        + (Files.isDirectory(path) ? "" : Files.size(path) + " " + Files.getLastModifiedTime(path)));
            }
        }
        return all;
    }
}
