package dev.limpid.server.site;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.http.Request;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.tree.Cosigners;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.LogView;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.facts.ServerRules;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectionContentsTest {
    private static final String NAME = "telemetry.example.org";
    private static final String CHARTS = """
            title: Editors
            description: Which editor starts the tool.
            issue: https://example.org/discussions/12
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.0
            counter: tool/editor:{vim,emacs}
            """;

    @TempDir
    Path folder;

    @Test
    void log_hasNoHeadBeforeItsFirstEntry() throws Exception {
        try (CollectionLog log = log()) {
            assertThat(contents(log).log()).isEmpty();
            assertThat(contents(log).configurations()).isEmpty();
        }
    }

    @Test
    void configuration_isTheOneInTheLog_withItsChartsAndItsDay() throws Exception {
        try (CollectionLog log = log()) {
            append(log);
            List<PublishedConfig> all = contents(log).configurations();
            assertThat(all).hasSize(1);
            assertThat(all.get(0).version()).isEqualTo("v1.0.0");
            assertThat(all.get(0).published()).contains(LocalDate.of(2026, 11, 20));
            assertThat(all.get(0).charts()).extracting("title").containsExactly("Editors");
        }
    }

    @Test
    void logPage_showsTheHeadAsServed() throws Exception {
        try (CollectionLog log = log()) {
            append(log);
            CollectionContents contents = contents(log);
            LogView facts = contents.log().orElseThrow();
            byte[] served = log.resource()
                    .get(Request.of("/log/config/checkpoint"))
                    .orElseThrow()
                    .body();
            assertThat(facts.config().checkpoint()).isEqualTo(new String(served, StandardCharsets.UTF_8));
            assertThat(facts.config().size()).isEqualTo(1);
            String page = new String(
                    new SiteResource(contents)
                            .get(Request.of("/log/"))
                            .orElseThrow()
                            .body(),
                    StandardCharsets.UTF_8);
            assertThat(page).contains("https://telemetry.example.org/log/config");
        }
    }

    private CollectionContents contents(CollectionLog log) {
        return contents(log, PublishedValues.NONE);
    }

    private CollectionContents contents(CollectionLog log, PublishedValues published) {
        return new CollectionContents(
                () -> CollectionInfo.of(NAME, "https://telemetry.example.org/"),
                ServerRules.DEFAULT,
                log,
                new LoggedConfigs(log.published()),
                published,
                new DeobfuscatedCharts(folder.resolve("mappings")));
    }

    private CollectionLog log() throws Exception {
        CollectionLog.init(NAME, folder.resolve("log"), new SecureRandom());
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T03:00:00Z"), ZoneOffset.UTC);
        return CollectionLog.open(NAME, folder.resolve("log"), Cosigners.NONE, clock);
    }

    private static void append(CollectionLog log) throws Exception {
        Question editors = new Question(
                "editors",
                1,
                Set.of(),
                new RequestedCounters.Named(List.of("tool/editor:vim", "tool/editor:emacs")),
                Optional.empty(),
                Optional.empty());
        CollectionConfig config = new CollectionConfig(
                "v1.0.0",
                List.of("linux"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program("org.example/tool", List.of("1.0"), List.of(editors))));
        ModuleZip zip = ModuleZip.pack(
                log.configModule(),
                ModuleVersion.parse("v1.0.0"),
                Map.of(
                        "go.mod", ("module " + log.configModule() + "\n").getBytes(StandardCharsets.UTF_8),
                        "config.json", CollectionConfigCodec.toJson(config),
                        "charts.txt", CHARTS.getBytes(StandardCharsets.UTF_8)));
        log.config().append(List.of(zip));
    }
}
