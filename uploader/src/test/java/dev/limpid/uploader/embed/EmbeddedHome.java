package dev.limpid.uploader.embed;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A telemetry home in a test's folder on 2026-08-21, and counts of a week that ended the day before. */
final class EmbeddedHome {

    static final String COLLECTION = "telemetry.example.org";
    static final String NOW = "2026-08-21T08:00:00Z";

    private static final Path VECTORS =
            Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");

    private final Path folder;
    final Path local;
    final Path report;
    final Map<String, String> variables = new HashMap<>();

    EmbeddedHome(Path folder) {
        this.folder = folder;
        local = folder.resolve(COLLECTION).resolve("local");
        report = local.resolve("local.2026-08-20.json");
        variables.put("LIMPID_DIR", folder.toString());
        variables.put("LIMPID_NOW", NOW);
    }

    static CollectionIdentity identity() {
        return CollectionIdentity.local(COLLECTION);
    }

    Environment environment() {
        return Environment.of(variables, Map.of(), folder.resolve("none").toFile());
    }

    TelemetryHome home() {
        return TelemetryHome.of(COLLECTION, environment());
    }

    /** A file of the home, which need not exist. */
    Path file(String name) {
        return local.resolveSibling(name);
    }

    void write(String name, String text) throws IOException {
        Files.createDirectories(file(name).getParent());
        Files.writeString(file(name), text);
    }

    /** Counts of a week that ended, those that are not there. */
    void count() throws IOException {
        Files.createDirectories(local);
        try (Stream<Path> files = Files.list(VECTORS)) {
            for (Path file : files.toList()) {
                Path copy = local.resolve(file.getFileName());
                if (!Files.exists(copy)) {
                    Files.copy(file, copy);
                }
            }
        }
    }

    /** What passes wrote, since the user made the folder for it. */
    Optional<String> diagnostics() throws IOException {
        Path log = file("debug/reporting.log");
        return Files.exists(log) ? Optional.of(Files.readString(log)) : Optional.empty();
    }

    /** An answer of a week after consent waits, and there is no server to send it to. */
    void answerWaits() throws IOException {
        write("mode", "on 2026-08-01\n");
        write(
                "local/2026-08-20.answers",
                "limpid answers v1\n0123456789abcdef0123456789abcdef {\"Week\":\"2026-08-17\",\"Config\":\"v1.0.0\","
                        + "\"Chart\":\"example.org/tool/letters\",\"Builds\":[{\"Version\":\"1.0\",\"Counts\":{\"tool/a\":1}}]}\n");
    }

    /** Every file of the home with its content. */
    Map<String, String> snapshot() throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path home = folder.resolve(COLLECTION);
        try (Stream<Path> all = Files.walk(home)) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        home.relativize(file).toString(),
                        new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        }
        return files;
    }
}
