package dev.limpid.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.server.settings.CollectionSettings;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.server.site.SiteExport;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.ServerRules;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page "Privacy" agrees with the configuration file, on the server and in an export. */
class PrivacyPageTest {

    private static final String STRICT = """
            listen = 127.0.0.1:0
            trusted-proxies = 1

            [collection telemetry.example.org]
            folder = here
            gate = 7
            week-age = 60h
            answers-per-minute = 0
            answers-per-day = 0
            network-share = 0
            """;
    private static final List<String> WORDS = List.of(
            "fewer than 7 machines",
            "later than 60 hours",
            "deleted 5 days after",
            "Another server in front of it forwards requests",
            "does not look at addresses",
            "without what is too rare");

    @TempDir
    Path temp;

    @Test
    void page_saysTheConfigurationFilesSettings_servedAndExported() throws Exception {
        ServerSettings config = ServerSettingsFile.parse("limpid.conf", STRICT, temp);
        String served;
        try (TestCollection collection = TestCollection.start(config)) {
            served = collection.get("privacy").body();
        }
        Path folder = temp.resolve("here");
        ServerRules rules = PrivacyRules.of(config, config.collections().get(0));
        CollectionInfo facts = CollectionInfo.of(TestCollection.NAME, "https://telemetry.example.org/");
        SiteExport.of(facts, rules, folder).write(temp.resolve("site"));
        assertThat(served).contains(WORDS);
        assertThat(Files.readString(temp.resolve("site/privacy.html"))).contains(WORDS);
    }

    @Test
    void page_saysForHowLongAnswersAreReallyKept() throws Exception {
        ServerSettings config = ServerSettingsFile.parse("limpid.conf", STRICT.replace("60h", "21d"), temp);
        assertThat(PrivacyRules.of(config, config.collections().get(0)).keptDays())
                .contains(23);
    }

    @Test
    void tlsThatEndsElsewhere_meansAServerInFront() throws Exception {
        String text = """
                [collection telemetry.example.org]
                url = https://telemetry.example.org/
                """;
        ServerSettings config = ServerSettingsFile.parse("limpid.conf", text, temp);
        ServerRules rules = PrivacyRules.of(config, config.collections().get(0));
        assertThat(rules.behindProxy()).isTrue();
        assertThat(rules.addressLimits()).isTrue();
        assertThat(rules.networkShares()).isTrue();
        assertThat(rules.largestAnswer()).isEqualTo(AnswerLimits.BYTES);
        assertThat(rules.publicationGate()).isEmpty();
        assertThat(rules.keptDays()).contains(23);
    }

    @Test
    void gate_holdsForAnswersThatArePublishedWithoutTheServerToo() throws Exception {
        ServerSettings config = ServerSettingsFile.parse("limpid.conf", STRICT, temp);
        try (TestCollection collection = TestCollection.start(config)) {
            assertThat(collection.post("answers", TestCollection.ANSWER).statusCode())
                    .isEqualTo(200);
        }
        Path folder = temp.resolve("here");
        CollectionSettings byHand = config.collections().get(0);
        try (HostedCollection hosted = HostedCollection.open(byHand, TestCollection.LATER)) {
            assertThat(hosted.publishNow().weeks()).hasSize(1);
        }
        try (Stream<Path> files = Files.list(folder.resolve("published/data"))) {
            Path week = files.filter(file -> file.toString().endsWith(".zst"))
                    .findFirst()
                    .orElseThrow();
            try (InputStream plain = new ZstdInputStream(Files.newInputStream(week))) {
                assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8))
                        .isEmpty();
            }
        }
    }
}
