package dev.limpid.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.http.Request;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.ServerRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names of methods of obfuscated releases on pages. */
class DeobfuscatedChartsTest {
    private static final String NAME = "telemetry.example.org";
    private static final LocalDate WEEK = LocalDate.of(2026, 11, 2);
    private static final String CHARTS = """
            title: Crashes
            description: where it fails
            type: stack
            program: org.example/tool
            counter: crash/crash
            id: crashes
            by: version
            """;

    @TempDir
    Path folder;

    private CollectionLog log;
    private SiteResource site;
    private Path maps;

    @BeforeEach
    void open() throws Exception {
        CollectionLog.init(NAME, folder.resolve("log"), new SecureRandom());
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
        log = CollectionLog.open(NAME, folder.resolve("log"), Cosigners.NONE, clock);
        ChartSet set = charts();
        PublishedValues published = new PublishedValues() {
            @Override
            public List<Period> periods() {
                return List.of(set.period());
            }

            @Override
            public Optional<ChartSet> charts(Period period) {
                return Optional.of(set);
            }

            @Override
            public List<DataWeek> data() {
                return List.of();
            }
        };
        site = new SiteResource(new CollectionContents(
                () -> CollectionInfo.of(NAME, "https://telemetry.example.org/"),
                ServerRules.DEFAULT,
                log,
                new LoggedConfigs(log.published()),
                published,
                new DeobfuscatedCharts(folder.resolve("mappings"))));
        maps = Files.createDirectories(folder.resolve("mappings/org.example"));
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    /** Each release has different names. */
    @Test
    void pages_nameTheMethodsOfTheSource_andDownloadsThoseThatWerePublished() throws Exception {
        assertThat(page("/stacks/")).contains("a.a.a", "b.c.d").doesNotContain("Plan.order");
        map("1.0.0", "org.example.Plan -> a.a:\n    1:9:void order():30:38 -> a\n");
        map("1.1.0", "org.example.Plan -> b.c:\n    1:9:void order():31:39 -> d\n");

        String chart = page("/stacks/").replaceAll("(?s).*href=\"\\.\\./(charts/[^/\"]+/[^/\"]+)\".*", "$1");
        assertThat(chart).startsWith("charts/").doesNotContain("\n");
        for (String path : List.of("/stacks/", "/stacks/1.1.0", "/" + chart)) {
            assertThat(page(path)).as(path).contains("Plan").contains("order").doesNotContain("a.a.a", "b.c.d");
        }
        for (String form : List.of("csv", "json")) {
            assertThat(page("/" + chart + "." + form))
                    .contains("a.a.a", "b.c.d")
                    .doesNotContain("Plan");
        }
    }

    @Test
    void mappingThatIsCorrected_holdsFromTheNextPageOn() throws Exception {
        map("1.0.0", "org.example.Wrong -> a.a:\n    1:9:void way():30:38 -> a\n");
        assertThat(page("/stacks/")).contains("Wrong");
        map("1.0.0", "org.example.Plan -> a.a:\n    1:9:void order():30:38 -> a\n");
        assertThat(page("/stacks/")).contains("Plan").doesNotContain("Wrong");
    }

    @Test
    void whatIsNoMapping_keepsNoPageFromBeingShown() throws Exception {
        map("1.0.0", "<!DOCTYPE html><title>Not found</title>\n");
        Files.write(maps.resolve("tool@1.1.0.map"), new byte[] {(byte) 0xc3, '(', '\n'});
        Files.createDirectories(maps.resolve("tool@1.2.0.map"));
        Files.createSymbolicLink(maps.resolve("tool@1.3.0.map"), maps.resolve("nowhere"));
        assertThat(page("/stacks/")).contains("a.a.a", "b.c.d");
    }

    private void map(String version, String text) throws Exception {
        Files.writeString(maps.resolve("tool@" + version + ".map"), text);
    }

    /** Without its markup, which may be inside a name. */
    private String page(String path) throws Exception {
        String page = new String(site.get(Request.of(path)).orElseThrow().body(), StandardCharsets.UTF_8);
        return page.replace("<wbr>", "").replaceAll("</?(span|b|code)[^>]*>", "");
    }

    private static ChartSet charts() throws Exception {
        List<Chart> charts = ChartConfig.parse("charts.txt", CHARTS);
        Question question = new Question(
                "crashes",
                1,
                charts.get(0).by(),
                new RequestedCounters.Stacks("crash/crash", 16, List.of()),
                Optional.empty(),
                Optional.empty());
        CollectionConfig config = new CollectionConfig(
                "v1.0.0",
                List.of("linux"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program(
                        "org.example/tool", List.of("1.0.0", "1.1.0"), List.of(question))));
        AnswerFold fold = new AnswerFold(new QuestionPlan(charts, List.of(config)));
        Map.of("1.0.0", "a.a.a:+1", "1.1.0", "b.c.d:+1")
                .forEach((version, frame) -> fold.add(new PublishedAnswer(
                        new Answer(
                                WEEK,
                                "v1.0.0",
                                "org.example/tool/crashes",
                                List.of(new AnswerPart(
                                        Map.of(Attribute.VERSION, version), Map.of("crash/crash\n" + frame, 1L)))),
                        100)));
        return new ChartSetBuilder(fold, NAME, "v1.0.0").build(Period.week(WEEK));
    }
}
