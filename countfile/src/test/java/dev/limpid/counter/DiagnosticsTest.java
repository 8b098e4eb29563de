package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiagnosticsTest {
    @TempDir
    Path folder;

    @AfterEach
    void silence() {
        System.clearProperty("limpid.debug");
    }

    @ParameterizedTest
    @CsvSource({"true,true", "1,true", "yes,true", "0,false", "false,false"})
    void debug_isOnUnlessItSaysNo(String setting, boolean on) {
        System.setProperty("limpid.debug", setting);
        assertThat(Diagnostics.isDebug()).isEqualTo(on);
        System.clearProperty("limpid.debug");
        assertThat(Diagnostics.isDebug()).isFalse();
    }

    @Test
    void trouble_isPrintedToWhoeverAsks_once() {
        System.setProperty("limpid.debug", "1");
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Diagnostics.report(folder + " kind", "limpid: first");
            Diagnostics.report(folder + " kind", "limpid: again");
            Diagnostics.report(folder + " other", "limpid: other");
        } finally {
            System.setErr(err);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines()).containsExactly("limpid: first", "limpid: other");
    }

    @Test
    void trouble_isCollectedInTheDebugFolder_ifTheUserMadeOne() throws IOException {
        TelemetryHome home = TelemetryHome.at("test", folder);
        Diagnostics.trouble(home, "example.org/tool", folder + " one");
        assertThat(home.debug()).doesNotExist();

        Files.createDirectories(home.debug());
        Diagnostics.trouble(home, "example.org/tool", folder + " two");
        Diagnostics.trouble(home, "example.org/tool", folder + " two");
        Diagnostics.report(folder + " three", "three");

        assertThat(home.debug().resolve("counter.log"))
                .hasContent("limpid: counting is disabled in this process: " + folder + " two\nthree\n");
        assertThat(home.local().resolve("tool.trouble"))
                .content()
                .matches("\\d{4}-\\d\\d-\\d\\d: " + folder + " two\n");
    }

    @Test
    void trouble_isNotWrittenThroughALink() throws IOException {
        TelemetryHome home = TelemetryHome.at("test", folder);
        Files.createDirectories(home.local());
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Files.createSymbolicLink(home.local().resolve("tool.trouble"), elsewhere);

        Diagnostics.trouble(home, "tool", "of a test");

        assertThat(elsewhere).isEmptyFile();
    }
}
