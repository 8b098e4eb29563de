package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One network takes everything that it can get, and everybody else is served. In full, with figures: {@code
 * dev.limpid.benchmarks.server.HostileBenchmark}.
 */
class CrowdedServerTest {

    private static final String HOSTILE = "127.0.0.1";
    private static final String NEIGHBOUR = "127.0.0.2";
    private static final String ELSEWHERE = "127.9.0.1";

    @TempDir
    Path folder;

    private final List<RawHttpConnection> open = new ArrayList<>();

    @AfterEach
    void hangUp() throws IOException {
        for (RawHttpConnection rawHttpConnection : open) {
            rawHttpConnection.close();
        }
    }

    @Test
    void declaredBodies_holdNothingAndRefuseNobody() throws Exception {
        try (TestCollection collection = TestCollection.start(unlimited(HttpLimits.usual()))) {
            for (int i = 0; i < 128; i++) {
                hold(collection, HOSTILE).send(post(512 << 10));
            }
            for (int i = 0; i < 50; i++) {
                assertThat(get(collection, HOSTILE, "/privacy").status()).isEqualTo(200);
            }
            assertThat(get(collection, ELSEWHERE, "/healthz").status()).isEqualTo(200);
            assertThat(ready(collection)).isEqualTo("ok\n");
            hangUp(); // a closing server waits for bodies as long as these may take
        }
    }

    @Test
    void heldBodies_ofOneAddressLeaveRoomForItsNeighboursAndForEverybodyElse() throws Exception {
        byte[] most = new byte[400 << 10];
        HttpLimits usual = HttpLimits.usual();
        HttpLimits patient = new HttpLimits(
                usual.bodyBytes(), usual.memoryBytes(), 4096, 512, Duration.ofDays(1), Duration.ofDays(1), 0);
        try (TestCollection collection = TestCollection.start(unlimited(patient))) {
            int refused = 0;
            for (int i = 0; i < 40; i++) {
                RawHttpConnection rawHttpConnection =
                        hold(collection, HOSTILE).send(post(512 << 10)).send(most);
                if (i < 8) {
                    awaitTaken(collection, (i + 1L) * (512 << 10));
                } else {
                    // Eight of them are an address's share; the others are refused at once.
                    RawHttpConnection.Answer answer = rawHttpConnection.answer();
                    assertThat(answer.status()).isEqualTo(503);
                    assertThat(answer.header("Retry-After")).contains("5");
                    refused++;
                }
            }
            assertThat(refused).isEqualTo(32);
            assertThat(collection.server().memoryTaken()).isLessThanOrEqualTo(4 << 20);
            for (String honest : List.of(NEIGHBOUR, ELSEWHERE)) {
                RawHttpConnection rawHttpConnection = hold(collection, honest).send(large(honest.hashCode() & 0xff));
                assertThat(rawHttpConnection.answer().status()).isEqualTo(200);
            }
            assertThat(collection.stored()).hasSize(2);
            assertThat(metrics(collection)).contains("limpid_no_room_total{room=\"memory\",why=\"one-network\"} 32.0");
            hangUp();
            collection.awaitNothingUnderWay();
        }
    }

    @Test
    void refusal_needsNoRoomWhereThereIsNone() throws Exception {
        HttpLimits usual = HttpLimits.usual();
        HttpLimits tight =
                new HttpLimits(1 << 10, 512, 4096, 0, usual.requestTime(), usual.idleTime(), 0, usual.workTime());
        try (TestCollection collection = TestCollection.start(unlimited(tight));
                RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            for (int i = 0; i < 20; i++) {
                assertThat(get(collection, HOSTILE, "/privacy").status()).isEqualTo(503);
            }
            assertThat(rawHttpConnection
                            .send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                            .answer()
                            .status())
                    .isEqualTo(200);
            assertThat(ready(collection)).contains("memory");
            collection.awaitNothingUnderWay();
        }
    }

    @Test
    void connectionsOfOneAddress_leaveSomeForItsNeighbours() throws Exception {
        HttpLimits usual = HttpLimits.usual();
        HttpLimits few = new HttpLimits(
                usual.bodyBytes(), usual.memoryBytes(), 4096, 40, usual.requestTime(), usual.idleTime(), 0);
        try (TestCollection collection = TestCollection.start(unlimited(few))) {
            for (int i = 0; i < 20; i++) {
                RawHttpConnection rawHttpConnection =
                        hold(collection, HOSTILE).send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(rawHttpConnection.answer().status()).isEqualTo(200);
            }
            assertThat(hold(collection, HOSTILE).isHungUp()).isTrue();
            assertThat(get(collection, NEIGHBOUR, "/healthz").status()).isEqualTo(200);
            assertThat(get(collection, ELSEWHERE, "/healthz").status()).isEqualTo(200);
        }
    }

    @Test
    void readiness_tellsThatNoConnectionIsLeft() throws Exception {
        HttpLimits usual = HttpLimits.usual();
        HttpLimits two =
                new HttpLimits(usual.bodyBytes(), usual.memoryBytes(), 2, 0, usual.requestTime(), usual.idleTime(), 0);
        try (TestCollection collection = TestCollection.start(unlimited(two))) {
            assertThat(ready(collection)).isEqualTo("ok\n");
            for (int i = 0; i < 2; i++) {
                hold(collection, HOSTILE)
                        .send("GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                        .answer();
            }
            assertThat(ready(collection)).isEqualTo("all 2 connections are in use\n");
        }
    }

    @Test
    void bodyThatTrickles_isEndedLongBeforeTheTimeOfAWholeRequest() throws Exception {
        HttpLimits usual = HttpLimits.usual();
        HttpLimits patient = new HttpLimits(
                usual.bodyBytes(), usual.memoryBytes(), 4096, 0, Duration.ofDays(1), Duration.ofDays(1), 0);
        try (TestCollection collection = TestCollection.start(unlimited(patient));
                RawHttpConnection rawHttpConnection = RawHttpConnection.to(collection.server())) {
            assertThat(rawHttpConnection.send(post(1000)).send("{").answer().status())
                    .isEqualTo(408);
        }
    }

    /** Waits until the server has received everything. */
    private static void awaitTaken(TestCollection collection, long bytes) {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (collection.server().memoryTaken() < bytes) {
            assertThat(System.nanoTime()).as("%d bytes are held", bytes).isLessThan(until);
            Thread.onSpinWait();
        }
    }

    private RawHttpConnection hold(TestCollection collection, String from) {
        RawHttpConnection rawHttpConnection =
                RawHttpConnection.to(collection.server().address(), from);
        open.add(rawHttpConnection);
        return rawHttpConnection;
    }

    private static RawHttpConnection.Answer get(TestCollection collection, String from, String path)
            throws IOException {
        try (RawHttpConnection rawHttpConnection =
                RawHttpConnection.to(collection.server().address(), from)) {
            return rawHttpConnection
                    .send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer();
        }
    }

    private static String ready(TestCollection collection) throws IOException {
        return operations(collection, "/readyz");
    }

    private static String metrics(TestCollection collection) throws IOException {
        return operations(collection, "/metrics");
    }

    private static String operations(TestCollection collection, String path) throws IOException {
        try (RawHttpConnection rawHttpConnection =
                RawHttpConnection.to(collection.server().operationsAddress().orElseThrow(), HOSTILE)) {
            return rawHttpConnection
                    .send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n")
                    .answer()
                    .body();
        }
    }

    private static String post(int length) {
        return "POST /upload/2026-11-16 HTTP/1.1\r\nHost: x\r\nContent-Length: " + length + "\r\n\r\n";
    }

    /** A good report, half as long as a body may be. */
    private static String large(int number) {
        String report = TestCollection.answer(number) + " ".repeat(250_000);
        return post(report.length())
                        .replace(
                                "upload/2026-11-16 HTTP/1.1\r\n",
                                "answers HTTP/1.1\r\nLimpid-Token: " + TestCollection.token(report) + "\r\n")
                + report;
    }

    private ServerSettings unlimited(HttpLimits http) {
        ServerSettings local = ServerSettings.local(List.of(CollectionSettings.of(TestCollection.NAME, folder)
                .withLimits(new IntakeLimits(0, 0, Duration.ofDays(21), Duration.ofDays(365), 0))));
        return new ServerSettings(
                local.listen(), local.operations(), Optional.empty(), http, local.publishEvery(), local.collections());
    }
}
