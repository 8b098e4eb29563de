package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.server.configuration.ConfigModuleReader;
import dev.limpid.server.http.Request;
import dev.limpid.server.http.Response;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.upstream.LogAddress;
import dev.limpid.server.upstream.UpstreamLog;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class FollowedLogTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    @TempDir
    Path folder;

    private static Clock at(Instant time) {
        return Clock.fixed(time, ZoneOffset.UTC);
    }

    private static void publish(CollectionLog log, String version) throws Exception {
        CollectionConfig config =
                new CollectionConfig(version, List.of("linux"), List.of("amd64"), List.of("java17"), 1, List.of());
        log.config()
                .append(List.of(ModuleZip.pack(
                        log.configModule(),
                        ConfigModuleReader.moduleVersion(new dev.limpid.server.configuration.ConfigVersion(version)),
                        Map.of("config.json", CollectionConfigCodec.toJson(config)))));
    }

    private static HttpServer serve(CollectionLog log) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                Response answer = log.resource()
                        .get(new Request(exchange.getRequestURI().getPath(), Map.of(), Map.of()))
                        .orElseGet(() -> Response.text(404, "nothing here"));
                exchange.sendResponseHeaders(answer.status(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            }
        });
        server.start();
        return server;
    }

    /** A node that follows a log is its client, just like a user's machine. */
    @Test
    void headFromTheFuture_isKeptAndNotFollowed() throws Exception {
        Path place = folder.resolve("log");
        CollectionLog.init(TestCollection.NAME, place, new SecureRandom());
        AtomicLong nanos = new AtomicLong();
        try (CollectionLog log = CollectionLog.open(TestCollection.NAME, place, at(NOW))) {
            publish(log, "v1.0.0");
        }
        try (CollectionLog log = CollectionLog.open(TestCollection.NAME, place, at(NOW.plus(Duration.ofDays(40))))) {
            publish(log, "v1.1.0");
            HttpServer server = serve(log);
            try {
                URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log/");
                UpstreamLog followed = UpstreamLog.open(
                        TestCollection.NAME,
                        new LogAddress(url),
                        log.facts(url.toString()).policy(),
                        folder.resolve("followed"),
                        at(NOW),
                        nanos::get);
                assertThatThrownBy(followed::versions)
                        .isInstanceOf(IOException.class)
                        .hasMessageContaining("dated in the future");
                assertThat(folder.resolve("followed/ahead-head")).isNotEmptyFile();
                assertThat(folder.resolve("followed/head")).doesNotExist();
                assertThat(followed.known()).isEmpty();
            } finally {
                server.stop(0);
            }
        }
    }

    /** Only the caller that was interrupted gave up; the next one need not wait. */
    @Test
    void interruptedCaller_isNoReasonToRest() throws Exception {
        Path place = folder.resolve("log");
        CollectionLog.init(TestCollection.NAME, place, new SecureRandom());
        try (CollectionLog log = CollectionLog.open(TestCollection.NAME, place, at(NOW))) {
            publish(log, "v1.0.0");
            HttpServer server = serve(log);
            try {
                URI url = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log/");
                UpstreamLog followed = UpstreamLog.open(
                        TestCollection.NAME,
                        new LogAddress(url),
                        log.facts(url.toString()).policy(),
                        folder.resolve("followed"),
                        at(NOW),
                        () -> 0);
                Thread.currentThread().interrupt();
                assertThatThrownBy(followed::versions).isInstanceOf(InterruptedIOException.class);
                assertThat(Thread.interrupted()).isTrue();
                assertThat(followed.versions()).hasSize(1);
            } finally {
                server.stop(0);
            }
        }
    }
}
