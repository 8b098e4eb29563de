package dev.limpid.server.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

public class ServerSettingsFileTest {

    private static final Path FOLDER = Path.of("/srv/limpid");

    @Test
    void settings_areReadWithDefaultsForTheRest() throws InvalidSettingsException {
        ServerSettings config = ServerSettingsFile.parse("limpid.conf", """
                # the server
                listen = *:8443
                operations = 127.0.0.1:9090
                memory = 32M
                request-time = 5s
                trusted-proxies = 1

                [collection telemetry.example.org/tool]
                url = https://telemetry.example.org/tool
                answers-per-day = 100
                """, FOLDER);
        assertThat(config.listen().getPort()).isEqualTo(8443);
        assertThat(config.http().memoryBytes()).isEqualTo(32 << 20);
        assertThat(config.http().requestTime()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.http().trustedProxies()).isEqualTo(1);
        assertThat(config.publishEvery()).contains(Duration.ofHours(1));
        CollectionSettings collection = config.collections().get(0);
        assertThat(collection.name()).isEqualTo("telemetry.example.org/tool");
        assertThat(collection.folder()).isEqualTo(FOLDER.resolve("limpid-data/telemetry.example.org/tool"));
        assertThat(collection.url().orElseThrow()).hasToString("https://telemetry.example.org/tool/");
        assertThat(collection.limits().perDay()).isEqualTo(100);
    }

    @Test
    void prefixInAnObjectStore_isAFolderHoweverItIsWritten() throws InvalidSettingsException {
        for (String written : List.of("reports", "reports/")) {
            ServerSettings config = ServerSettingsFile.parse("limpid.conf", """
                    [collection telemetry.example.org]
                    store-bucket = limpid
                    store-prefix = %s
                    """.formatted(written), FOLDER);
            assertThat(config.collections().get(0).objectStore().orElseThrow().prefix())
                    .isEqualTo("reports/");
        }
    }

    @Test
    void problems_areToldAllAtOnceEachWithItsLine() {
        assertThatThrownBy(() -> ServerSettingsFile.parse("limpid.conf", """
                        listen = somewhere
                        memory = lots
                        colour = blue
                        tls-key = /nowhere/key.pem
                        what is this
                        memory = 64M
                        [collection Tool]
                        [collection telemetry.example.org]
                        """, FOLDER))
                .isInstanceOfSatisfying(
                        InvalidSettingsException.class,
                        e -> assertThat(e.problems())
                                .extracting(problem -> problem.replaceAll("(:[0-9]+: [a-z-]+ [a-z]+).*", "$1"))
                                .containsExactlyInAnyOrder(
                                        "limpid.conf:5: found \"what is this\", expected a setting like listen = 127.0.0.1:8080,"
                                                + " a heading like [collection name], or a comment after #",
                                        "limpid.conf:6: memory is",
                                        "limpid.conf:1: listen is",
                                        "limpid.conf:2: memory is",
                                        "limpid.conf:4: tls-key is",
                                        "limpid.conf:3: there is",
                                        "limpid.conf:7: the heading",
                                        "limpid.conf:1: there are"));
    }

    @Test
    void page_describesEverySetting() throws Exception {
        Path page = Path.of(System.getProperty("limpid.root"), "spec", "server-config.md");
        String source = Files.readString(Path.of(
                System.getProperty("limpid.root"),
                "server/src/main/java/dev/limpid/server/settings/ServerSettingsFile.java"));
        List<String> settings = Pattern.compile("\\.value\\(\\s*\"([a-z-]+)\"")
                .matcher(source)
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
        assertThat(settings).hasSizeGreaterThan(15);
        assertThat(settings)
                .allSatisfy(setting -> assertThat(Files.readString(page)).contains("| `" + setting + "` |"));
    }
}
