package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs that start often check once a day whether there is something to report. */
class LastCheckTest {

    private static final long DAY = 24L * 60 * 60 * 1000;

    private LastCheck check;
    private File local;
    private File noted;

    @BeforeEach
    void makeHome(@TempDir Path folder) {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", folder.toString(), "LIMPID_NOW", "2026-11-20T12:00:00Z"),
                Map.of(),
                folder.resolve("none").toFile());
        TelemetryHome home = TelemetryHome.of("telemetry.example.org", environment);
        local = home.localAsFile();
        noted = new File(local, "reporting.check");
        check = new LastCheck(home, environment);
    }

    @Test
    void check_isDue_onlyWhereSomethingCounted() throws IOException {
        assertThat(check.isDue()).isFalse();
        Files.createDirectories(local.toPath());
        assertThat(check.isDue()).isTrue();
    }

    @Test
    void check_isDueAgain_aDayAfterTheLast() throws IOException {
        Files.createDirectories(local.toPath());
        check.note();
        assertThat(noted).exists();
        assertThat(check.isDue()).isFalse();
        long last = noted.lastModified();
        assertThat(noted.setLastModified(last - DAY + 1000)).isTrue();
        assertThat(check.isDue()).isFalse();
        assertThat(noted.setLastModified(last - DAY)).isTrue();
        assertThat(check.isDue()).isTrue();
        check.note();
        assertThat(check.isDue()).as("the file is there already").isFalse();
    }

    @Test
    void check_isDue_ifTheClockWasMovedBack() throws IOException {
        Files.createDirectories(local.toPath());
        check.note();
        assertThat(noted.setLastModified(noted.lastModified() + 1000)).isTrue();
        assertThat(check.isDue()).isTrue();
    }
}
