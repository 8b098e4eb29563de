package dev.limpid.dist.data;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.tlog.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import picocli.CommandLine;

/** A small collection that has published three weeks, on a server, and the commands about data. */
final class PublishedSample implements AutoCloseable {

    static final String COLLECTION = "telemetry.example.org";

    /** Weeks: the first can get no more answers, and the others can. */
    static final List<LocalDate> WEEKS = Stream.of("2026-10-19", "2026-10-26", "2026-11-02")
            .map(LocalDate::parse)
            .toList();

    /** The newest of them. */
    static final LocalDate WEEK = WEEKS.get(2);

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    private static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start:{cold,warm}
            ---
            title: Crashes
            description: Where it crashes.
            issue: https://example.org/issues/2
            type: stack
            program: example.org/tool
            module: versions: 1.2.0
            counter: crash
            depth: 4
            """;

    /** The output of a command as text, and its exit code. */
    record Result(int code, String out, String err) {}

    private final Path temp;
    private final CollectionServer server;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Publishes 60 machines' answers to two questions. */
    PublishedSample(Path temp) throws Exception {
        this.temp = temp;
        Files.createDirectories(temp.resolve("collection"));
        Files.writeString(
                temp.resolve("collection/margins.txt"), "example.org/tool os linux=0.5 darwin=0.5 # registry\n");
        server = CollectionServer.start(ServerSettings.local(COLLECTION, temp.resolve("collection")), CLOCK);
        collection().publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, Participation.UNKNOWN);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            answered(WEEKS.get(i % 3), random);
        }
        collection().publishNow();
    }

    CollectionServer server() {
        return server;
    }

    HostedCollection collection() {
        return server.collection(COLLECTION);
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    /** The bytes that the last command wrote, as text. */
    String bytes() {
        return bytes.toString(UTF_8);
    }

    /** Runs one of the commands for data. */
    Result run(String... arguments) {
        bytes.reset();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine root = new CommandLine(UserCommands.group("limpid", "Limpid."));
        DataCommands.factories(bytes).forEach((name, factory) -> root.addSubcommand(name, factory.get()));
        UserCommands.configure(root).setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return new Result(root.execute(arguments), out.toString(), err.toString());
    }

    /** The newest configuration, as the log serves it. */
    Path configZip() throws IOException {
        String config = collection().newestConfig().orElseThrow();
        byte[] zip = new Download(server.url()).bytes("log/" + COLLECTION + "/config/@v/" + config + ".zip");
        return Files.write(temp.resolve(config + ".zip"), zip);
    }

    /** What was published. */
    PublishedFolder folder() {
        return new PublishedFolder(temp.resolve("collection/published"), COLLECTION);
    }

    /** The published files in a folder, by name. */
    List<Path> published(String folder) throws IOException {
        try (Stream<Path> files =
                Files.list(temp.resolve("collection/published").resolve(folder))) {
            return files.sorted().toList();
        }
    }

    /** Removes a distinct answer about the middle week: the one publication that need not wait. */
    void publishOneMore() throws IOException {
        List<String> digests = new ArrayList<>();
        collection().published().readAnswers(WEEKS.get(1), line -> digests.add(Sha256.hex(withoutNumber(line))));
        collection().publishWithout(List.of(digests.get(0)));
    }

    private static byte[] withoutNumber(byte[] line) {
        return new String(line, UTF_8).replaceFirst(",\"N\":\\d+}$", "}").getBytes(UTF_8);
    }

    /** The only file of the data tree whose path ends like this. */
    Path only(String end) throws IOException {
        try (Stream<Path> files = Files.walk(temp.resolve("collection/log"))) {
            List<Path> found = files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains("data") && file.endsWith(end))
                    .toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    /** A machine answers both questions. */
    private void answered(LocalDate monday, Random random) {
        String start = "\"tool/start:" + (random.nextBoolean() ? "cold" : "warm") + "\":2";
        String crash = "\"crash\\nexample.org.Tool.run:+" + random.nextInt(3) + "\":1";
        for (String answer : List.of(
                answer(monday, "tool-start", start), answer(monday, "crash", random.nextInt(4) == 0 ? crash : ""))) {
            collection()
                    .answers()
                    .append(monday, ResendKey.unique(), answer.getBytes(UTF_8))
                    .toCompletableFuture()
                    .join();
        }
    }

    private static String answer(LocalDate monday, String chart, String counts) {
        return "{\"Week\":\"" + monday + "\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/" + chart
                + "\",\"Builds\":[{\"Version\":\"1.2.0\",\"Counts\":{" + counts + "}}]}";
    }
}
