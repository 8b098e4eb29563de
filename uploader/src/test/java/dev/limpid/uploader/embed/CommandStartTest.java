package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.uploader.file.ProcessLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When a command starts a child. The java that it starts here is a script, which writes how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "no script is a program there")
class CommandStartTest {

    private static final String JAVA_HOME = System.getProperty("java.home");

    private EmbeddedHome home;
    private Path java;
    private Path calls;

    @BeforeEach
    void makeHome(@TempDir Path folder) throws IOException {
        home = new EmbeddedHome(folder.resolve("homes"));
        Path bin = Files.createDirectories(folder.resolve("java/bin"));
        calls = folder.resolve("calls");
        java = Files.writeString(bin.resolve("java"), "#!/bin/sh\necho \"$@\" >> '" + calls + "'\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        System.setProperty("java.home", folder.resolve("java").toString());
    }

    @AfterEach
    void restoreJava() {
        System.setProperty("java.home", JAVA_HOME);
    }

    /** Starts a command, waits for its thread and its child, and gives the calls of the child until now. */
    private List<String> start() throws Exception {
        ProgramReporting.forCommand(EmbeddedHome.identity(), home.environment());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("limpid-report")) {
                thread.join();
            }
        }
        for (ProcessHandle child : ProcessHandle.current().children().toList()) {
            child.onExit().get(60, TimeUnit.SECONDS);
        }
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    private void lastCheckWas(String time) {
        assertThat(home.local
                        .resolve("reporting.check")
                        .toFile()
                        .setLastModified(Instant.parse(time).toEpochMilli()))
                .isTrue();
    }

    @Test
    void child_isStarted_onceADay_whileAWeekWaits() throws Exception {
        home.count();
        assertThat(start())
                .singleElement()
                .asString()
                .endsWith(" " + ReportingProcess.class.getName() + " " + EmbeddedHome.COLLECTION);
        assertThat(home.file("collection.properties")).content().contains("name=" + EmbeddedHome.COLLECTION);
        assertThat(start()).as("on the same day").hasSize(1);
        lastCheckWas("2026-08-20T07:00:00Z");
        assertThat(start()).hasSize(2);
        lastCheckWas("2026-08-20T09:00:00Z");
        assertThat(start()).hasSize(2);
    }

    @Test
    void nothingToDo_startsNoChild() throws Exception {
        Files.createDirectories(home.local);
        assertThat(start()).isEmpty();
        assertThat(home.local.resolve("reporting.check")).exists();
    }

    @Test
    void off_readsNothing() throws Exception {
        home.count();
        home.write("mode", "off\n");
        Map<String, String> before = home.snapshot();
        assertThat(start()).isEmpty();
        assertThat(home.snapshot()).isEqualTo(before);
    }

    @Test
    void whileAnotherProcessChecks_thisOneDoesNot() throws Exception {
        home.count();
        Path check = home.local.resolve("reporting.check");
        try (ProcessLock other = ProcessLock.tryAcquire(check).orElseThrow()) {
            assertThat(other).isNotNull();
            lastCheckWas("2026-08-01T00:00:00Z");
            assertThat(start()).isEmpty();
        }
        assertThat(start()).hasSize(1);
    }

    @Test
    void withoutAJava_theProgramMakesThePassItself() throws Exception {
        home.count();
        Files.delete(java);
        assertThat(start()).isEmpty();
        assertThat(home.report).exists();
    }

    @Test
    void ordinaryProcess_isNotMistakenForAChild() throws IOException {
        Path none = Files.createDirectories(java.resolveSibling("none"));
        System.setProperty("limpid.dir", none.toString());
        try (ProgramReporting command = ProgramReporting.forCommand(EmbeddedHome.identity())) {
            assertThat(command).isNotNull();
        } finally {
            System.clearProperty("limpid.dir");
        }
        assertThat(none).isEmptyDirectory();
        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().equals("limpid-watchdog"));
    }
}
