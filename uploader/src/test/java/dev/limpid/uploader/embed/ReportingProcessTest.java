package dev.limpid.uploader.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.uploader.run.SendingPace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One pass of a program, which tells what it did only where the user made a folder for that. */
class ReportingProcessTest {

    private Path folder;
    private EmbeddedHome home;

    @BeforeEach
    void makeHome(@TempDir Path folder) throws IOException {
        this.folder = folder;
        home = new EmbeddedHome(folder);
        home.count();
    }

    private void pass() {
        ReportingProcess.pass(EmbeddedHome.COLLECTION, home.environment(), SendingPace.IN_ONE_GO);
    }

    private String diagnostics() throws IOException {
        return home.diagnostics().orElseThrow();
    }

    @Test
    void steps_areLogged_ifTheUserMadeADebugFolder() throws IOException {
        pass();
        assertThat(home.report).exists();
        assertThat(home.file("debug")).doesNotExist();

        Files.delete(home.report);
        home.count();
        Files.createDirectories(home.file("debug"));
        pass();
        assertThat(diagnostics().lines())
                .singleElement()
                .asString()
                .startsWith("2026-08-20 LOCAL_REPORT local report: ")
                .endsWith(" programs");
    }

    @Test
    void programThatIsOffUntilTheUserChooses_reportsNothing() throws IOException {
        Files.createDirectories(home.file("debug"));
        home.write("collection.properties", "name=" + EmbeddedHome.COLLECTION + "\ndefault=off\n");
        pass();
        assertThat(home.report).doesNotExist();
        assertThat(diagnostics()).isEqualTo("OFF telemetry is off: nothing is read, written or sent\n");
    }

    @Test
    void unreadableFileOfTheServersAddress_isReported_andTheWeekEnds() throws IOException {
        Files.createDirectories(home.file("debug"));
        Files.createDirectories(home.file("collection.properties/in the way"));
        pass();
        assertThat(home.report).exists();
        assertThat(diagnostics())
                .startsWith("the server's address cannot be read: ")
                .contains(" LOCAL_REPORT ");
    }

    @Test
    void failure_isLogged_andNotThrown() throws IOException {
        Files.createDirectories(home.local.resolve("reporting.lock/in the way"));
        pass();
        assertThat(home.file("debug")).doesNotExist();
        Files.createDirectories(home.file("debug"));
        pass();
        assertThat(diagnostics())
                .startsWith("failed: ")
                .contains("reporting.lock")
                .endsWith("\n");
    }

    @Test
    void linkInPlaceOfTheLog_isNotFollowed() throws IOException {
        Files.createDirectories(home.file("debug"));
        Path elsewhere = Files.writeString(folder.resolve("elsewhere"), "of the user");
        Files.createSymbolicLink(home.file("debug/reporting.log"), elsewhere);
        pass();
        assertThat(home.report).exists();
        assertThat(elsewhere).content().isEqualTo("of the user");
    }

    /** A process also has a thread that would end it after some minutes, and does not wait for that thread. */
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the folder of a test is not where a home may be there")
    void child_makesOnePass_andEnds() throws Exception {
        Files.createDirectories(home.file("debug"));
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-Dlimpid.dir=" + folder,
                        "-Dlimpid.now=" + EmbeddedHome.NOW,
                        ReportingProcess.class.getName(),
                        EmbeddedHome.COLLECTION)
                .inheritIO()
                .start();
        assertThat(child.waitFor()).isZero();
        // Where a variable says that this is continuous integration, the mode is off.
        assertThat(diagnostics()).containsAnyOf("LOCAL_REPORT", "OFF");
    }
}
