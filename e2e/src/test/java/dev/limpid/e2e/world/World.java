package dev.limpid.e2e.world;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.examples.dupfind.DupFind;
import dev.limpid.program.SymbolList;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.log.LogInfo;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.testkit.ManualClock;
import dev.limpid.uploader.run.Step;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** One collection: its server, the wire to it, and the machines whose users may take part. */
public final class World implements AutoCloseable {

    /** A Monday; machines' weeks end on Mondays here. */
    public static final LocalDate FIRST_DAY = LocalDate.of(2026, 9, 7);

    private static final int DAYS_OF_A_WEEK = 7;

    public static final String COLLECTION = "telemetry.example.org";

    private final Path folder;
    private final ManualClock clock;
    private final CollectionServer server;
    private final RecordingTcpProxy recordingTcpProxy;
    private final Path files;

    private World(
            Path folder, ManualClock clock, CollectionServer server, RecordingTcpProxy recordingTcpProxy, Path files) {
        this.folder = folder;
        this.clock = clock;
        this.server = server;
        this.recordingTcpProxy = recordingTcpProxy;
        this.files = files;
    }

    /** A world on its first day, with nothing published. */
    public static World begin(Path folder) throws IOException {
        ManualClock clock = ManualClock.at(morning(FIRST_DAY));
        Path list = folder.resolve("server/symbols/example.org/dupfind@1.0.0.txt");
        Files.createDirectories(list.resolveSibling("."));
        Files.write(list, symbols());
        CollectionServer server =
                CollectionServer.start(ServerSettings.local(COLLECTION, folder.resolve("server")), clock);
        RecordingTcpProxy recordingTcpProxy =
                RecordingTcpProxy.to(server.address(), InetAddress.getByName(senderAddress()));
        Path files = Files.createDirectories(folder.resolve("files"));
        for (int i = 0; i < 12; i++) {
            Files.writeString(files.resolve("file-" + i), "content " + i / 2);
        }
        return new World(folder, clock, server, recordingTcpProxy, files);
    }

    /** The address from which the server is reached: a separate one if the system has a whole loopback network. */
    public static String senderAddress() {
        return System.getProperty("os.name").equals("Linux") ? "127.0.0.77" : "127.0.0.1";
    }

    static Instant morning(LocalDate day) {
        return day.atTime(6, 0).toInstant(ZoneOffset.UTC);
    }

    /**
     * The output of the plugin's goal {@code symbols} for dupfind's classes, or for the jar that was made from them.
     */
    private static List<String> symbols() throws IOException {
        try {
            Path program = Path.of(DupFind.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            if (Files.isDirectory(program)) {
                return SymbolList.of(program);
            }
            try (FileSystem jar = FileSystems.newFileSystem(program)) {
                return SymbolList.of(jar.getPath("/"));
            }
        } catch (URISyntaxException e) {
            throw new IOException(e);
        }
    }

    /** The charts that dupfind's maintainers decided on. */
    public static String charts() throws IOException {
        try (InputStream in = DupFind.class.getResourceAsStream("charts.txt")) {
            if (in == null) {
                throw new IOException("dupfind's charts.txt is not on the class path");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The charts except the one of durations: how long something takes depends on the machine. */
    public static String chartsWithoutDurations() throws IOException {
        return Arrays.stream(charts().split("\n---\n", -1))
                .filter(chart -> !chart.contains("dupfind/time"))
                .collect(Collectors.joining("\n---\n"));
    }

    /** The day on which the machines' week with this number ends, counted from 1. */
    public static LocalDate monday(int week) {
        return FIRST_DAY.plusDays(7L * week);
    }

    /** Weeks of work on one machine: one run in each, in the middle of the week. */
    public List<Step> live(Machine machine, int weeks) throws Exception {
        List<Step> steps = new ArrayList<>();
        for (int week = 1; week <= weeks; week++) {
            machine.program(monday(week).minusDays(5), 10);
            steps.addAll(endWeek(week, machine));
        }
        return steps;
    }

    /** Moves to the end of a week, and lets these machines answer about it. */
    public List<Step> endWeek(int week, Machine... machines) throws IOException {
        to(monday(week));
        List<Step> steps = new ArrayList<>();
        for (Machine machine : machines) {
            steps.addAll(machine.pass(monday(week)));
        }
        return steps;
    }

    /** Publishes the configuration of these charts. */
    public CollectionConfig decide(String charts) throws Exception {
        return decide(charts, Participation.UNKNOWN);
    }

    /** The same with so many participants that not all of them need be asked. */
    public CollectionConfig decide(String charts, Participation participation) throws Exception {
        return collection().publishConfiguration("charts.txt", charts, Releases.BY_HAND, participation);
    }

    /** Moves to the morning of this day: heads are renewed, and what is due is published. */
    public void to(LocalDate day) throws IOException {
        clock.set(morning(day));
        collection().publishNow();
        collection().log().renewHeads();
    }

    /**
     * Moves to the day on which the machines' week with this number is published, although answers about it may still
     * arrive.
     */
    public void toPublicationOf(int week) throws IOException {
        to(calendarWeek(week).plusDays(DAYS_OF_A_WEEK + PublishingRules.PROVISIONAL_DAYS));
    }

    /** Moves to the day on which it is published for the last time. */
    public void toTheLastPublicationOf(int week) throws IOException {
        to(PublishingRules.usual().lastDue(calendarWeek(week)));
    }

    /** The Monday under which answers about the machines' week with this number are filed. */
    public static LocalDate calendarWeek(int week) {
        return AnswerWeek.of(monday(week));
    }

    /** The published lines of a calendar week, as anybody reads them. */
    public List<String> published(LocalDate week) throws IOException {
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(get("data/" + week + ".ndjson.zst")))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    /** A machine whose user has not chosen anything. */
    public Machine machine(String name) throws IOException {
        return new Machine(folder.resolve(name), identity(), files);
    }

    /** The identity with which programs of this collection are built. */
    public CollectionIdentity identity() throws IOException {
        URI url = recordingTcpProxy.url();
        LogInfo facts = collection().logFacts();
        String own = server.url().toString();
        return new CollectionIdentity(
                COLLECTION,
                url.resolve("answers").toString(),
                facts.logUrl().replace(own, url.toString()),
                facts.policy().replace(own, url.toString()));
    }

    /** What was sent over the wire. */
    public RecordingTcpProxy wire() {
        return recordingTcpProxy;
    }

    /** The folder in which the server keeps everything. */
    public Path serverFolder() {
        return folder.resolve("server");
    }

    /** The address without the wire, as a reader of the site uses it. */
    public URI site() {
        return server.url();
    }

    /** What the server counts about itself, as a monitoring system reads it. */
    public String metrics() throws IOException {
        InetSocketAddress address = server.operationsAddress().orElseThrow();
        URI metrics = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
        try (InputStream in = metrics.toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A configuration as any proxy serves it. */
    public byte[] configJson(String version) throws IOException {
        byte[] zip = get("log/" + COLLECTION + "/config/@v/" + version + ".zip");
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
            for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                if (entry.getName().endsWith("/config.json")) {
                    return in.readAllBytes();
                }
            }
        }
        throw new IOException("the module contains no config.json");
    }

    /** The bytes at an address of the site. */
    public byte[] get(String path) throws IOException {
        try (InputStream in = site().resolve(path).toURL().openStream()) {
            return in.readAllBytes();
        }
    }

    public HostedCollection collection() {
        return server.collection(COLLECTION);
    }

    @Override
    public void close() throws IOException {
        recordingTcpProxy.close();
        server.close();
    }
}
