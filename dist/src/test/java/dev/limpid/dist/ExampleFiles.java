package dev.limpid.dist;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.server.storage.ResendKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The files that the examples mention, in a folder that represents the whole disk: a collection with a published answer,
 * its downloads, and a home with a count file and a copy of what was sent.
 */
record ExampleFiles(Path root) {

    static final String COLLECTION = "telemetry.example.org";

    private static final LocalDate WEEK = LocalDate.parse("2026-08-17");
    private static final String ANSWER = "{\"Week\":\"" + WEEK + "\",\"Config\":\"v1.0.0\","
            + "\"Chart\":\"example.org/tool/tool-start\",\"Builds\":[{\"Version\":\"1.0.0\","
            + "\"Counts\":{\"tool/start\":1}}]}";

    void make(Path repository) throws Exception {
        String charts = Files.readString(repository.resolve("deploy/charts.txt"));
        write("charts.txt", charts);
        write("before.txt", charts.replace("tool/start", "tool/begin"));
        write("etc/limpid/limpid.conf", """
                folder = ../../var/lib/limpid
                [collection telemetry.example.org]
                url = https://telemetry.example.org/
                """);
        write("program.properties", """
                program=example.org/tool
                version=1.0.0
                collection=telemetry.example.org
                """);
        copy(repository.resolve("deploy/relay.conf"), "etc/limpid/relay.conf");
        collection(charts);
        Path log = root.resolve("var/lib/limpid/" + COLLECTION + "/log");
        copy(log.resolve("modules/" + COLLECTION + "/config/@v/v1.0.0.zip"), "v1.0.0.zip");
        Path published = root.resolve("var/lib/limpid/" + COLLECTION + "/published");
        copy(only(published.resolve("data"), WEEK + "."), "2026-08-17.ndjson.zst");
        copy(only(published.resolve("data"), WEEK + "."), "downloads/2026-08-17.ndjson.zst");
        copy(only(published.resolve("charts"), WEEK + "."), "2026-11-16.json");
        Path counts = repository.resolve(
                "spec/vectors/report/telemetry-dir/local/" + "tool@v1.2.3-go1.24.0-linux-amd64-2026-08-18.v1.count");
        String countFile = "tool@1.2-java17-linux-amd64-2026-11-18.v1.count";
        copy(counts, countFile);
        copy(counts, ".local/state/limpid/telemetry.example.org/local/" + countFile);
        copy(counts, "home/telemetry.example.org/local/" + countFile);
        write(
                "home/telemetry.example.org/upload/2026-11-20.ndjson",
                ANSWER.replace(WEEK.toString(), "2026-11-09") + "\n");
    }

    private void collection(String charts) throws Exception {
        Clock clock = Clock.fixed(Instant.parse("2026-09-02T12:00:00Z"), ZoneOffset.UTC);
        try (HostedCollection collection = HostedCollection.open(
                ServerSettingsFile.read(root.resolve("etc/limpid/limpid.conf"))
                        .collections()
                        .get(0),
                clock)) {
            CollectionConfig config =
                    collection.publishConfiguration("charts.txt", charts, Releases.BY_HAND, Participation.UNKNOWN);
            String json = new String(CollectionConfigCodec.toJson(config), StandardCharsets.UTF_8);
            write("config.json", json);
            write("next.json", json.replace("\"1.0.1\",", ""));
            collection
                    .answers()
                    .append(WEEK, ResendKey.unique(), ANSWER.getBytes(StandardCharsets.UTF_8))
                    .toCompletableFuture()
                    .join();
            collection.publishNow();
        }
    }

    private static Path only(Path folder, String start) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(start))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }

    private void copy(Path from, String name) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.copy(from, root.resolve(name));
    }

    /** Empties the place to which a backup is restored. */
    void loseTheServer() throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("var/lib"))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
