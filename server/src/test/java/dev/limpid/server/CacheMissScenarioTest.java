package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Difference;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerToken;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.http.limit.HttpLimits;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The case for which all of this was invented: on one system, from one version on, a program never finds its cache, and
 * nobody notices. Here machines with three systems count for two weeks, the server publishes their answers, and the
 * chart's page names the fault first.
 */
class CacheMissScenarioTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-11-02");
    private static final LocalDate SECOND = FIRST.plusWeeks(1);
    private static final int MACHINES = 500;
    private static final String PAGE = "/example.org-tool.cache";

    private static final String CHARTS = """
            title: Cache
            description: Whether what was built before is found.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            id: cache
            by: version, os
            module: versions: 1.12, 1.13, 1.14, 1.15
            version: 1.12
            counter: cache:{hit,miss}
            """;

    @TempDir
    Path folder;

    @Test
    void missesOnOneSystemSinceAVersion_areTheFirstThingThatTheChartsPageSays() throws Exception {
        week(FIRST);
        week(SECOND);
        try (TestCollection collection =
                serve(PublishingRules.usual().lastDue(FIRST).minusDays(1))) {
            collection.only().publishNow();
            assertThat(collection.get("charts/" + FIRST + PAGE).body())
                    .as("while answers may still come")
                    .contains("Cache")
                    .doesNotContain("Machines differ");
        }
        try (TestCollection collection = serve(PublishingRules.usual().lastDue(SECOND))) {
            collection.only().publishNow();
            for (LocalDate week : List.of(FIRST, SECOND)) {
                String page = collection.get("charts/" + week + PAGE).body();
                assertThat(page.indexOf("“miss” on darwin since 1.14: 100.0% ("))
                        .isPositive()
                        .isLessThan(page.indexOf("id=\"answers\""));
                assertThat(first(collection, week)).satisfies(difference -> {
                    assertThat(difference.value()).contains("darwin");
                    assertThat(difference.since()).contains("1.14");
                    assertThat(difference.here().low()).isGreaterThan(0.9);
                    assertThat(difference.elsewhere().high()).isLessThan(0.1);
                    assertThat(difference.p()).isLessThan(0.01);
                });
            }
        }
    }

    /** From the JSON that everybody can download and recompute. */
    private static Difference first(TestCollection collection, LocalDate week) throws Exception {
        String json = collection.get("charts/" + week + ".json").body();
        ChartSet charts = ChartSetCodec.read(json.getBytes(StandardCharsets.UTF_8));
        ChartResult chart = charts.programs().get(0).charts().get(0);
        return Difference.mostNotable(chart, 1).get(0);
    }

    /** Machines answer about a week, each once and from its own address, by the shipped rule. */
    private void week(LocalDate week) throws Exception {
        Random random = new Random(week.toEpochDay());
        try (TestCollection collection = serve(week.plusDays(9))) {
            CollectionConfig config = collection.only().configurationInForce().orElseThrow();
            for (int machine = 0; machine < MACHINES; machine++) {
                Answer answer = config.answer("example.org/tool/cache", report(week, random))
                        .orElseThrow();
                String token = String.format("%032x", week.toEpochDay() * MACHINES + machine);
                assertThat(collection
                                .post(
                                        "answers",
                                        AnswerCodec.toJson(answer),
                                        AnswerToken.HEADER,
                                        token,
                                        "X-Forwarded-For",
                                        "198.18." + machine % 250 + ".1")
                                .statusCode())
                        .isEqualTo(200);
            }
        }
    }

    /** What a machine counted: every machine misses now and then, and one system always. */
    private static Report report(LocalDate week, Random random) {
        int system = random.nextInt(10);
        String os = system < 5 ? "linux" : system < 8 ? "darwin" : "windows";
        int minor = 12 + random.nextInt(4);
        boolean isBroken = os.equals("darwin") && minor >= 14;
        boolean misses = isBroken || random.nextInt(30) == 0;
        Map<String, Long> counts = misses ? Map.of("cache:miss", 1L + random.nextInt(9)) : Map.of("cache:hit", 5L);
        Build build = new Build("example.org/tool", "1." + minor, "java21", os, "amd64");
        return new Report(
                week.plusDays(1 + random.nextInt(7)),
                Optional.empty(),
                0,
                "",
                List.of(new ProgramReport(build, counts, Map.of())));
    }

    private TestCollection serve(LocalDate today) throws Exception {
        Clock clock = Clock.fixed(today.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
        ServerSettings local = ServerSettings.local(TestCollection.NAME, folder);
        HttpLimits usual = HttpLimits.usual();
        HttpLimits behindProxy = new HttpLimits(
                usual.bodyBytes(),
                usual.memoryBytes(),
                usual.connections(),
                usual.connectionsPerPrefix(),
                usual.requestTime(),
                usual.idleTime(),
                1);
        CollectionServer server = CollectionServer.start(
                new ServerSettings(
                        local.listen(),
                        local.operations(),
                        local.tls(),
                        behindProxy,
                        Optional.empty(),
                        List.of(CollectionSettings.of(TestCollection.NAME, folder))),
                clock);
        TestCollection collection = new TestCollection(server, HttpClient.newHttpClient());
        collection.only().publishConfiguration("charts.txt", CHARTS, Releases.BY_HAND, new Participation(Map.of()));
        return collection;
    }
}
