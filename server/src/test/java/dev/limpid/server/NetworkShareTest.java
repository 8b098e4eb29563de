package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.protocol.report.PermanentRefusal;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.publish.index.NetworkHistogram;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A network's share over HTTP, with the default limits. */
class NetworkShareTest {

    /**
     * A fiftieth of the 16,588 answers that the chart of starts needs; each is counted in sixteenths of installations, rounded
     * up.
     */
    private static final int SHARE = 329;

    @TempDir
    Path folder;

    @Test
    void networkThatGaveItsShare_isRefusedForGoodAndOthersAreTaken() throws Exception {
        try (TestCollection collection = TestCollection.start(behindProxy(IntakeLimits.usual()))) {
            int taken = 0;
            for (int i = 0; i < SHARE + 40; i++) {
                taken += send(collection, "198.51.100." + i % 256, i).statusCode() == 200 ? 1 : 0;
            }
            assertThat(taken).isEqualTo(SHARE);
            HttpResponse<String> refused = send(collection, "198.51.100.7", 9_999);
            Optional<String> code = refused.headers().firstValue(PermanentRefusal.HEADER);
            assertThat(code).contains("network-share");
            assertThat(PermanentRefusal.isFinal(refused.statusCode(), code)).isTrue();
            assertThat(send(collection, "203.0.113.9", 10_000).statusCode()).isEqualTo(200);
            assertThat(collection.stored()).hasSize(SHARE + 1);
            assertThat(collection.only().networks(TestCollection.WEEK)).contains(new NetworkHistogram(1, 0, 0, 1));
            assertThat(collection.get("data/notes.json").body()).contains("\"Networks\":1,\"Refused\":41");
            // The answers of a report that exceed the share are left out.
            assertThat(collection
                            .post("upload/2026-11-16", TestCollection.REPORT, "X-Forwarded-For", "198.51.100.7")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(collection.stored()).hasSize(SHARE + 1);
        }
    }

    /** Salted sums of networks on a disk could be tested for every possible network. */
    @Test
    void whatNetworksGave_endsWithTheProcess() throws Exception {
        try (TestCollection collection = TestCollection.start(behindProxy(IntakeLimits.usual()))) {
            send(collection, "198.51.100.8", 1);
            collection.only().runMaintenance();
        }
        Set<String> known = Set.of(
                "answers",
                "log",
                "log-seen",
                "published",
                "charts",
                "symbols",
                "flood-notes.json",
                "counted.txt",
                "clock.txt",
                "revoked.txt");
        assertThat(folder.resolve("counted.txt")).content().matches("2026-11-09 [a-z./-]+ [0-9]+ [0-9]+\n");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(known);
        }
        try (TestCollection collection = TestCollection.start(behindProxy(IntakeLimits.usual()))) {
            send(collection, "198.51.100.8", 2);
            assertThat(collection.only().networks(TestCollection.WEEK))
                    .as("a part of the week is not published as if it were all of it")
                    .isEmpty();
        }
    }

    @Test
    void networkThatGivesMany_countsLittleForRates() throws Exception {
        double rate;
        try (TestCollection collection = TestCollection.start(behindProxy(IntakeLimits.usual()))) {
            rate = collection
                    .only()
                    .configurationInForce()
                    .flatMap(config -> config.question("example.org/tool/tool-start"))
                    .orElseThrow()
                    .rate();
            for (int i = 0; i < 50; i++) {
                String from = i < 10 ? "203." + i + ".113.9" : "198.51.100." + i;
                assertThat(send(collection, from, i).statusCode()).isEqualTo(200);
            }
            collection.only().runMaintenance();
            assertThat(installations(collection)).isCloseTo(14 / rate, within(1.0));
        }
        try (TestCollection collection = TestCollection.start(behindProxy(IntakeLimits.usual()))) {
            assertThat(installations(collection)).as("after a restart").isCloseTo(14 / rate, within(1.0));
        }
    }

    private static double installations(TestCollection collection) throws Exception {
        return collection
                .only()
                .measured(LocalDate.parse("2026-11-25"))
                .of("example.org/tool")
                .orElseThrow();
    }

    @Test
    void resends_useUpNothing() throws Exception {
        try (TestCollection collection = TestCollection.start(behindProxy(IntakeLimits.usual()))) {
            for (int i = 0; i < SHARE + 40; i++) {
                assertThat(send(collection, "198.51.100.1", 1).statusCode()).isEqualTo(200);
            }
            assertThat(collection.stored()).hasSize(1);
            assertThat(collection.only().networks(TestCollection.WEEK)).contains(new NetworkHistogram(1, 0, 0, 0));
        }
    }

    /** A 200 was lost: a stored answer is acknowledged again, even if the network has used up its share. */
    @Test
    void storedAnswerThatComesAgain_isToldSo_thoughTheShareIsGiven() throws Exception {
        try (TestCollection collection = TestCollection.start(behindProxy(IntakeLimits.usual()))) {
            for (int i = 0; i < SHARE; i++) {
                send(collection, "198.51.100.7", i);
            }
            assertThat(send(collection, "198.51.100.7", 9_999).statusCode()).isEqualTo(422);
            assertThat(send(collection, "198.51.100.7", 0).statusCode()).isEqualTo(200);
            assertThat(collection.stored()).hasSize(SHARE);
        }
    }

    private static HttpResponse<String> send(TestCollection collection, String from, int number) throws Exception {
        return collection.post("answers", TestCollection.answer(number), "X-Forwarded-For", from);
    }

    private ServerSettings behindProxy(IntakeLimits limits) {
        ServerSettings local = ServerSettings.local(TestCollection.NAME, folder);
        HttpLimits usual = HttpLimits.usual();
        return new ServerSettings(
                local.listen(),
                local.operations(),
                local.tls(),
                new HttpLimits(
                        usual.bodyBytes(),
                        usual.memoryBytes(),
                        usual.connections(),
                        usual.connectionsPerPrefix(),
                        usual.requestTime(),
                        usual.idleTime(),
                        1),
                Optional.<Duration>empty(),
                List.of(CollectionSettings.of(TestCollection.NAME, folder).withLimits(limits)));
    }
}
