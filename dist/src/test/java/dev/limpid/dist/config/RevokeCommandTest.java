package dev.limpid.dist.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.settings.ServerSettingsFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RevokeCommandTest {

    private static final String CHARTS = """
            title: Starts
            description: How often it is started.
            issue: https://example.org/issues/1
            type: partition
            program: example.org/tool
            module: versions: 1.2.0
            counter: tool/start
            """;

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private final StringWriter said = new StringWriter();

    @BeforeEach
    void publishTwo() throws Exception {
        file = Files.writeString(folder.resolve("limpid.conf"), """
                listen = 127.0.0.1:0
                folder = data
                [collection telemetry.example.org]
                """);
        publish(CHARTS);
        assertThat(publish(CHARTS.replace("How often", "How frequently"))).isEqualTo("v1.1.0");
    }

    @Test
    void revokedVersion_isNamedByTheNextConfiguration() throws Exception {
        assertThat(revoke("v1.0.0")).isZero();
        assertThat(revoke("v1.0.0")).isZero();
        assertThat(said.toString()).contains("v1.0.0 is revoked").contains("was revoked before");
        assertThat(publish(CHARTS.replace("How often", "How frequently"))).isEqualTo("v1.2.0");
    }

    @Test
    void missingVersion_isNotRevoked() {
        assertThat(revoke("v7.0.0")).isEqualTo(1);
        assertThat(revoke("newest")).isEqualTo(2);
        assertThat(said.toString()).contains("has no configuration v7.0.0").contains("v1.0.0, v1.1.0");
        assertThat(folder.resolve("data/telemetry.example.org/revoked.txt")).doesNotExist();
    }

    private int revoke(String version) {
        CommandLine command = ConfigCommand.create(Clock.systemUTC(), Map.of(), folder);
        PrintWriter out = new PrintWriter(said, true);
        return command.setOut(out).setErr(out).execute("revoke", file.toString(), version);
    }

    private String publish(String charts) throws Exception {
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), Clock.systemUTC())) {
            return server.collections()
                    .get(0)
                    .publishConfiguration("charts.txt", charts, Releases.BY_HAND, Participation.UNKNOWN)
                    .version();
        }
    }
}
