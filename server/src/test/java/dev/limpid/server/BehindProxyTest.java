package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** One proxy in front, which names its client in one of many possible forms. */
class BehindProxyTest {

    @TempDir
    Path folder;

    @Test
    void sendersOfAProxyThatWritesPorts_areToldApart() throws Exception {
        try (TestCollection collection = TestCollection.start(behindProxy(1, 0))) {
            for (String forwarded : List.of(
                    "[2001:db8:1::1]:41",
                    "[2001:db8:2::1]:42",
                    "2001:db8:3::1",
                    "\"[2001:db8:4::1]:4711\"",
                    "fe80::1%eth0",
                    "192.0.2.1:5000",
                    "::ffff:198.51.100.7",
                    "[::ffff:203.0.113.9]:80",
                    "_hidden",
                    "_other:5000")) {
                assertThat(post(collection, forwarded)).as(forwarded).isEqualTo(200);
            }
            for (String again :
                    List.of("[2001:db8:1:ffff::2]:43", "192.0.2.200", "198.51.100.8", "_hidden:1", "203.0.113.1, ,")) {
                assertThat(post(collection, again)).as(again).isEqualTo(429);
            }
            assertThat(metrics(collection)).doesNotContain("limpid_senders_unreadable_total");
        }
    }

    @Test
    void sendersWhoCannotBeToldApart_shareAndThatIsSaid() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.limpid.server");
        log.start();
        logger.addAppender(log);
        try (TestCollection collection = TestCollection.start(behindProxy(2, 0))) {
            assertThat(post(collection, "unknown")).isEqualTo(200);
            assertThat(post(collection, "203.0.113.1.2")).isEqualTo(200);
            assertThat(post(collection, "")).isEqualTo(429);
            assertThat(post(collection, "unknown")).isEqualTo(429);
            assertThat(collection.get("healthz").statusCode()).isEqualTo(200);
            assertThat(metrics(collection))
                    .contains("limpid_senders_unreadable_total{why=\"unknown\"} 2.0")
                    .contains("limpid_senders_unreadable_total{why=\"malformed\"} 1.0")
                    .contains("limpid_senders_unreadable_total{why=\"missing\"} 1.0");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(text -> text.startsWith("X-Forwarded-For"))
                .hasSize(3)
                .noneMatch(text -> text.contains("203.0"));
    }

    @Test
    void requestsHeldByOneForwardedNetwork_leaveThoseOfOthersAlone() throws Exception {
        try (TestCollection collection = TestCollection.start(behindProxy(0, 4));
                Held held = new Held(new ArrayList<>())) {
            for (int i = 0; i < 6; i++) {
                RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server());
                held.wires().add(rawHttpConnection);
                String from = "X-Forwarded-For: 203.0.113.7\r\nExpect: 100-continue\r\n";
                rawHttpConnection.send(
                        "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\n" + from + "Content-Length: 1000\r\n\r\n");
                assertThat(rawHttpConnection.head().status()).isEqualTo(i < 4 ? 100 : 503);
            }
            assertThat(post(collection, "198.51.100.1")).isEqualTo(200);
            assertThat(collection
                            .get("privacy", "X-Forwarded-For", "203.0.113.8")
                            .statusCode())
                    .isEqualTo(503);
        }
    }

    /** Connections that are closed before their server, which would otherwise wait for what they might still send. */
    private record Held(List<RawHttpConnection> wires) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            for (RawHttpConnection rawHttpConnection : wires) {
                rawHttpConnection.close();
            }
        }
    }

    private int post(TestCollection collection, String forwarded) throws Exception {
        return collection
                .post("upload/2026-11-16", TestCollection.REPORT, "X-Forwarded-For", forwarded)
                .statusCode();
    }

    private static String metrics(TestCollection collection) throws Exception {
        try (RawHttpConnection rawHttpConnection =
                RawHttpConnection.to(collection.server().operationsAddress().orElseThrow(), "127.0.0.1")) {
            return rawHttpConnection
                    .send("GET /metrics HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer()
                    .body();
        }
    }

    private ServerSettings behindProxy(int perDay, int perNetwork) {
        HttpLimits usual = HttpLimits.usual();
        ServerSettings local = ServerSettings.local(List.of(CollectionSettings.of(TestCollection.NAME, folder)
                .withLimits(new IntakeLimits(0, perDay, Duration.ofDays(21), Duration.ofDays(365), 0))));
        HttpLimits one = new HttpLimits(
                usual.bodyBytes(),
                usual.memoryBytes(),
                usual.connections(),
                perNetwork,
                usual.requestTime(),
                usual.idleTime(),
                1);
        return new ServerSettings(
                local.listen(), local.operations(), Optional.empty(), one, local.publishEvery(), local.collections());
    }
}
