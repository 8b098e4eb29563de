package dev.limpid.e2e.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogExport;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.proof.UnprovenResponseException;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import dev.limpid.uploader.config.source.HttpLogFetcher;
import java.io.IOException;
import java.net.Proxy;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientOverHttpTest {

    private static final String COLLECTION = "telemetry.example.org";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-21T02:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private CollectionLog log;
    private LogHttpServer site;
    private final AtomicLong bytes = new AtomicLong();

    @BeforeEach
    void start() throws Exception {
        CollectionLog.init(COLLECTION, folder.resolve("log"), new SecureRandom());
        log = CollectionLog.open(COLLECTION, folder.resolve("log"), Cosigners.NONE, CLOCK);
        site = new LogHttpServer(log.resource());
        site.tamper = (path, body) -> {
            bytes.addAndGet(body.length);
            return body;
        };
    }

    @AfterEach
    void stop() throws IOException {
        site.close();
        log.close();
    }

    private ConfigStore store(String home) throws IOException {
        CollectionIdentity identity = new CollectionIdentity(
                COLLECTION, "", site.url(), log.facts(site.url()).policy());
        return new ConfigStore(folder.resolve(home), identity, CLOCK, new HttpLogFetcher(site.url(), Proxy.NO_PROXY));
    }

    private void publish(int first, int count) throws Exception {
        List<ModuleZip> zips = new ArrayList<>();
        for (int i = first; i < first + count; i++) {
            CollectionConfig config = new CollectionConfig(
                    "v1." + i + ".0", List.of("linux"), List.of("amd64"), List.of("java17"), 1, List.of());
            zips.add(ModuleZip.pack(
                    new ModulePath(COLLECTION + "/config"),
                    ModuleVersion.parse("v1." + i + ".0"),
                    Map.of("config.json", CollectionConfigCodec.toJson(config))));
        }
        log.config().append(zips);
    }

    @Test
    void coldCheck_takesFewRequestsAndBytesAndAWarmOneOneRequest() throws Exception {
        publish(0, 511);
        VerifiedConfig cold = store("a").refresh();
        assertThat(cold.config().version()).isEqualTo("v1.510.0");
        assertThat(site.asked).hasSizeLessThan(10);
        assertThat(bytes.get()).isLessThan(60_000);

        site.asked.clear();
        store("a").refresh();
        assertThat(site.asked).containsExactly("/log/config/checkpoint");

        publish(511, 3);
        site.asked.clear();
        assertThat(store("a").refresh().config().version()).isEqualTo("v1.513.0");
        assertThat(site.asked)
                .as("with the proof that the old head is a beginning")
                .hasSizeLessThan(10);
    }

    @Test
    void staticExport_isAsGoodAsTheServer() throws Exception {
        publish(0, 300);
        Path export = folder.resolve("export");
        new LogExport(log.published()).write(export);
        VerifiedConfig fromServer = store("a").refresh();
        site.resource = LogHttpServer.files(export);
        assertThat(store("b").refresh()).isEqualTo(fromServer);
        publish(300, 1);
        new LogExport(log.published()).write(export);
        assertThat(store("a").refresh().config().version()).isEqualTo("v1.300.0");
    }

    /** Nobody signs lists and "latest"; a server that keeps them at an old version changes nothing. */
    @Test
    void pinnedList_doesNotKeepTheClientAtAnOldConfiguration() throws Exception {
        publish(0, 2);
        site.tamper = (path, body) -> path.endsWith("/list") || path.endsWith("@latest")
                ? "v1.0.0\n".getBytes(java.nio.charset.StandardCharsets.UTF_8)
                : body;
        assertThat(store("a").refresh().config().version()).isEqualTo("v1.1.0");
        assertThat(site.asked).noneMatch(path -> path.endsWith("/list") || path.endsWith("@latest"));
    }

    @Test
    void changedModule_isRefused() throws Exception {
        publish(0, 2);
        byte[] other =
                log.config().published().zip(new ModulePath(COLLECTION + "/config"), ModuleVersion.parse("v1.0.0"));
        site.tamper = (path, body) -> path.endsWith(".zip") ? other : body;
        assertThatThrownBy(() -> store("a").refresh()).isInstanceOf(UnprovenResponseException.class);
        assertThat(store("a").verified()).isEmpty();
    }
}
