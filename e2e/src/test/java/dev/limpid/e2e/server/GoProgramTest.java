package dev.limpid.e2e.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.release.ReleaseSource;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.log.LogInfo;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.testkit.ManualClock;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A Go program with golang.org/x/telemetry as its authors publish it: it counts, fetches its configuration from our module
 * proxy, verified by our checksum database, and uploads its report to our server, which splits, publishes and charts it.
 */
@Needs(Tool.GO)
class GoProgramTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final Path SOURCES = Path.of(System.getProperty("limpid.root"), "e2e", "go");
    private static final int RUNS = 3;

    @TempDir
    Path folder;

    private record Outcome(int status, String output) {}

    @Test
    void goProgram_isCountedUploadedPublishedAndCharted() throws Exception {
        Outcome go = run(Map.of(), "go", "env", "GOVERSION");
        String goVersion = go.output().strip();
        Path program = install();
        Path home = Files.createDirectories(folder.resolve("home"));
        Files.writeString(home.resolve("mode"), "on 2020-01-01");
        Files.createDirectories(home.resolve("debug"));
        for (int i = 0; i < RUNS; i++) {
            Outcome counted = run(Map.of("GOCOUNT_DIR", home.toString()), program.toString());
            assertThat(counted.status()).as(counted.output()).isZero();
        }
        Instant later = Instant.now().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(9));
        ManualClock clock = ManualClock.at(later);
        try (CollectionServer server =
                CollectionServer.start(ServerSettings.local(COLLECTION, folder.resolve("collection")), clock)) {
            HostedCollection collection = server.collection(COLLECTION);
            collection.publishConfiguration("charts.txt", charts(), releases(goVersion), Participation.UNKNOWN);
            LogInfo facts = collection.logFacts();
            Outcome uploaded = run(
                    Map.of(
                            "GOCOUNT_DIR", home.toString(),
                            "GOCOUNT_UPLOAD", server.url().resolve("upload").toString(),
                            "GOCOUNT_TIME", later.toString(),
                            "GOPROXY", facts.goproxy(),
                            "GOSUMDB", facts.goProgramsGosumdb(),
                            "GOPATH", folder.resolve("gopath").toString(),
                            "GOMODCACHE", folder.resolve("modules").toString(),
                            "GOFLAGS", "-modcacherw"),
                    program.toString());
            assertThat(uploaded.status()).as(uploaded.output()).isZero();
            assertThat(collection.answers().weeks()).as(() -> said(home)).hasSize(1);

            LocalDate week = collection.answers().weeks().first();
            List<String> answers = new ArrayList<>();
            collection.answers().read(week, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
            assertThat(answers)
                    .containsExactlyInAnyOrder(
                            answer(week, "runs", "\"Version\":\"v1.0.0\",\"Counts\":{\"gocount/run\":" + RUNS + "}"),
                            answer(week, "runtimes", "\"Counts\":{\"limpid/runtime:" + coarse(goVersion) + "\":1}"));
            clock.set(PublishingRules.usual().lastDue(week).atStartOfDay().toInstant(ZoneOffset.UTC));
            collection.publishNow();
            assertThat(get(server.url().resolve("charts/" + week + ".json")))
                    .contains("gocount/run", coarse(goVersion));
            assertThat(folder.resolve("modules/cache/download/sumdb")).isNotEmptyDirectory();
        }
    }

    private static String answer(LocalDate week, String chart, String build) {
        return "{\"Week\":\"" + week + "\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/gocount/" + chart
                + "\",\"Builds\":[{" + build + "}]}";
    }

    /** {@code go1.24} for {@code go1.24.3}. */
    private static String coarse(String goVersion) {
        return Attribute.RUNTIME.coarse(goVersion);
    }

    /** What the library records if there is a folder for it. */
    private static String said(Path home) {
        StringBuilder said = new StringBuilder();
        for (String part : List.of("debug", "local", "upload")) {
            for (File file :
                    Optional.ofNullable(home.resolve(part).toFile().listFiles()).orElse(new File[0])) {
                try {
                    said.append(file).append('\n');
                    said.append(file.getName().endsWith(".count") ? "" : Files.readString(file.toPath()));
                } catch (IOException e) {
                    said.append(e.getMessage());
                }
            }
        }
        return said.toString();
    }

    private static String charts() {
        return """
                title: Runs
                description: How often it is run.
                issue: https://example.org/issues/1
                type: partition
                program: example.org/gocount
                module: go:example.org/gocount
                counter: gocount/run
                id: runs
                ---
                title: Runtimes
                description: Which versions of Go it is built with.
                issue: https://example.org/issues/1
                type: partition
                program: example.org/gocount
                module: go:example.org/gocount
                counter: limpid/runtime
                id: runtimes
                by: none
                """;
    }

    private static Releases releases(String goVersion) {
        return new Releases(Map.of(
                new ReleaseSource.Go("example.org/gocount"), List.of("v1.0.0"),
                new ReleaseSource.GoToolchain(), List.of(goVersion)));
    }

    /** Builds the program as a released version is built: from a module proxy, which is a folder here. */
    private Path install() throws Exception {
        Path versions = Files.createDirectories(folder.resolve("proxy/example.org/gocount/@v"));
        Map<String, byte[]> files = new TreeMap<>();
        for (String name : List.of("go.mod", "go.sum", "main.go")) {
            files.put(name, Files.readAllBytes(SOURCES.resolve(name)));
        }
        ModuleZip zip = ModuleZip.pack(new ModulePath("example.org/gocount"), ModuleVersion.parse("v1.0.0"), files);
        Files.write(versions.resolve("v1.0.0.zip"), zip.bytes());
        Files.write(versions.resolve("v1.0.0.mod"), files.get("go.mod"));
        Files.writeString(versions.resolve("v1.0.0.info"), "{\"Version\":\"v1.0.0\"}");
        Files.writeString(versions.resolve("list"), "v1.0.0\n");
        Path bin = folder.resolve("bin");
        String elsewhere = run(Map.of(), "go", "env", "GOPROXY").output().strip();
        Outcome built = run(
                Map.of(
                        "GOPROXY",
                        folder.resolve("proxy").toUri() + "," + elsewhere,
                        "GONOSUMDB",
                        "example.org",
                        "GOBIN",
                        bin.toString()),
                "go",
                "install",
                "example.org/gocount@v1.0.0");
        assumeTrue(built.status() == 0, "golang.org/x/telemetry cannot be fetched here: " + built.output());
        return Files.exists(bin.resolve("gocount.exe")) ? bin.resolve("gocount.exe") : bin.resolve("gocount");
    }

    private static Outcome run(Map<String, String> environment, String... command) throws InterruptedException {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().putAll(environment);
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException e) {
            return new Outcome(-1, String.valueOf(e.getMessage()));
        }
    }

    private static String get(URI url) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString())
                .body();
    }
}
