package dev.limpid.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.e2e.log.GoCommand.Outcome;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogExport;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs(Tool.GO)
class GoAcceptsAndRefusesTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final String LATEST = COLLECTION + "/config@latest";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private CollectionLog log;
    private LogHttpServer site;
    private GoCommand go;

    @BeforeEach
    void start() throws Exception {
        CollectionLog.init(COLLECTION, folder.resolve("log"), new SecureRandom());
        log = CollectionLog.open(COLLECTION, folder.resolve("log"), Cosigners.NONE, CLOCK);
        site = new LogHttpServer(log.resource());
        go = new GoCommand(folder.resolve("home"));
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        log.close();
    }

    @Test
    void go_downloadsTheNewestConfigurationFromTheServerAndVerifiesIt() throws Exception {
        publish(log, 0, 300, "honest");
        Outcome outcome = download();
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains("\"Version\": \"v1.299.0\"");
        assertAskedTheChecksumDatabase();
    }

    @Test
    void go_downloadsTheNewestConfigurationFromAStaticExportAndVerifiesIt() throws Exception {
        publish(log, 0, 300, "honest");
        Path export = folder.resolve("export");
        new LogExport(log.published()).write(export);
        site.resource = LogHttpServer.files(export);
        Outcome outcome = download();
        assertThat(outcome.succeeded()).as(outcome.output()).isTrue();
        assertThat(outcome.output()).contains("\"Version\": \"v1.299.0\"");
        assertAskedTheChecksumDatabase();

        publish(log, 300, 10, "honest");
        new LogExport(PublishedLog.read(COLLECTION, folder.resolve("log"))).write(export);
        Outcome later = download();
        assertThat(later.succeeded()).as(later.output()).isTrue();
        assertThat(later.output()).contains("\"Version\": \"v1.309.0\"");
    }

    @Test
    void go_refusesAChangedZip() throws Exception {
        publish(log, 0, 3, "honest");
        refuses(
                path -> path.endsWith(".zip"),
                body -> ModuleZip.pack(
                                module(), version(2), Map.of("config.json", "forged".getBytes(StandardCharsets.UTF_8)))
                        .bytes());
    }

    @Test
    void go_refusesAChangedRecord() throws Exception {
        publish(log, 0, 3, "honest");
        String honest = log.published()
                .config()
                .record(module(), version(2))
                .orElseThrow()
                .zipHash();
        String forged = "h1:" + "A".repeat(43) + "=";
        refuses(
                path -> path.contains("/lookup/"),
                body -> text(body).replace(honest, forged).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void go_refusesAChangedTile() throws Exception {
        publish(log, 0, 3, "honest");
        refuses(path -> path.contains("/tile/"), body -> {
            body[0] ^= 1;
            return body;
        });
    }

    @Test
    void go_refusesAChangedHead() throws Exception {
        publish(log, 0, 3, "honest");
        refuses(
                path -> path.contains("/lookup/"),
                body -> text(body).replace("tree\n3\n", "tree\n4\n").getBytes(StandardCharsets.UTF_8));
    }

    private interface Forgery {
        byte[] of(byte[] honest) throws Exception;
    }

    private void refuses(Predicate<String> where, Forgery forgery) throws Exception {
        List<String> forged = new ArrayList<>();
        site.tamper = (path, body) -> {
            if (!where.test(path)) {
                return body;
            }
            forged.add(path);
            try {
                return forgery.of(body);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        };
        Outcome outcome = download();
        assertThat(forged).isNotEmpty();
        assertThat(outcome.succeeded()).as(outcome.output()).isFalse();
        site.tamper = (path, body) -> body;
        assertThat(download().succeeded()).as("the honest answer is taken").isTrue();
    }

    @Test
    void go_refusesAForkedLog() throws Exception {
        publish(log, 0, 2, "honest");
        assertThat(download().succeeded()).isTrue();
        try (CollectionLog fork = underTheSameKeys("fork")) {
            publish(fork, 0, 3, "forged");
            site.resource = fork.resource();
            Outcome outcome = downloadWithWhatItHas();
            assertThat(outcome.succeeded()).as(outcome.output()).isFalse();
            assertThat(outcome.output()).contains("SECURITY ERROR");
            assertThat(download().succeeded())
                    .as("also with only the head that was seen")
                    .isFalse();
        }
    }

    @Test
    void go_refusesARolledBackLog() throws Exception {
        publish(log, 0, 3, "honest");
        assertThat(download().succeeded()).isTrue();
        try (CollectionLog old = underTheSameKeys("old")) {
            publish(old, 0, 1, "honest");
            publish(old, 7, 1, "other");
            site.resource = old.resource();
            Outcome outcome = download();
            assertThat(outcome.succeeded()).as(outcome.output()).isFalse();
        }
    }

    private CollectionLog underTheSameKeys(String name) throws IOException {
        Path other = folder.resolve(name + "/log");
        Files.createDirectories(other.resolve("keys"));
        for (String tree : List.of("config", "data")) {
            Files.copy(folder.resolve("log/keys/" + tree), other.resolve("keys/" + tree));
        }
        return CollectionLog.open(COLLECTION, other, Cosigners.NONE, CLOCK);
    }

    private Outcome download() throws Exception {
        go.forgetModules();
        return downloadWithWhatItHas();
    }

    private Outcome downloadWithWhatItHas() throws Exception {
        site.asked.clear();
        return go.download(
                LATEST, log.facts(site.url()).goproxy(), log.facts(site.url()).gosumdb());
    }

    private void assertAskedTheChecksumDatabase() {
        assertThat(site.asked).anyMatch(path -> path.contains("/lookup/" + COLLECTION + "/config@v1."));
        assertThat(site.asked).anyMatch(path -> path.contains("/tile/8/"));
    }

    private static void publish(CollectionLog log, int first, int count, String content) throws Exception {
        List<ModuleZip> zips = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            zips.add(ModuleZip.pack(
                    module(), version(i), Map.of("config.json", (content + i).getBytes(StandardCharsets.UTF_8))));
        }
        log.config().append(zips);
    }

    private static ModulePath module() {
        return new ModulePath(COLLECTION + "/config");
    }

    private static ModuleVersion version(int number) throws Exception {
        return ModuleVersion.parse("v1." + number + ".0");
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
