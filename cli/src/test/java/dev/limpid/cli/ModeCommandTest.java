package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModeCommandTest {

    @TempDir
    Path dir;

    private CommandLineRun limpid;

    @BeforeEach
    void moveHome() {
        limpid = new CommandLineRun(dir);
    }

    @Test
    void on_recordsTheDayOfConsent() throws IOException {
        limpid.run("on", "--yes", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.code).isZero();
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
        assertThat(limpid.out).contains("Answers cover only weeks that begin after 2026-11-20");
    }

    @Test
    void on_keepsAnEarlierDayOfConsent() throws IOException {
        limpid.run("on", "--yes", "-C", CommandLineRun.COLLECTION);
        limpid.variables.put("LIMPID_NOW", "2026-12-01T12:00:00Z");
        limpid.run("on", "--yes");
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
    }

    @Test
    void on_afterLocal_startsANewConsent() throws IOException {
        limpid.run("on", "--yes", "-C", CommandLineRun.COLLECTION);
        limpid.variables.put("LIMPID_NOW", "2026-12-01T12:00:00Z");
        limpid.run("local");
        limpid.run("on", "--yes");
        assertThat(mode()).isEqualTo("on 2026-12-01\n");
    }

    @Test
    void on_saysWhatStillOverridesTheMode() {
        limpid.variables.put("DO_NOT_TRACK", "1");
        limpid.run("on", "--yes", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.out)
                .contains("The effective mode is still off, because")
                .contains("DO_NOT_TRACK");
    }

    @Test
    void off_all_turnsOffEveryCollection() throws IOException {
        limpid.run("on", "--yes", "-C", "one.example.org");
        limpid.run("local", "-C", "two.example.org");
        limpid.run("off", "--all");
        assertThat(limpid.code).isZero();
        assertThat(Files.readString(dir.resolve("one.example.org/mode"))).isEqualTo("off\n");
        assertThat(Files.readString(dir.resolve("two.example.org/mode"))).isEqualTo("off\n");
    }

    @Test
    void json_isOneArrayOfAllCollections() {
        limpid.run("local", "-C", "one.example.org");
        limpid.run("local", "-C", "two.example.org");
        limpid.run("off", "--all", "--json");
        assertThat(limpid.out.strip()).startsWith("[").endsWith("]").contains("one.example.org", "two.example.org");
    }

    @Test
    void damagedModeFile_meansOff_andIsMovedAsideByTheNextChoice() throws IOException {
        Path home = Files.createDirectories(dir.resolve(CommandLineRun.COLLECTION));
        Files.writeString(home.resolve("mode"), "o");
        assertThat(limpid.run("env").out).startsWith("mode        off");
        limpid.run("local");
        assertThat(mode()).isEqualTo("local\n");
        assertThat(home.resolve("mode.damaged")).content().isEqualTo("o");
        assertThat(limpid.err).contains("mode.damaged");
    }

    @Test
    void off_writesNothingButTheChoice() throws IOException {
        limpid.run("off", "-C", CommandLineRun.COLLECTION);
        for (String command : new String[] {"env", "preview", "sent", "upload", "csv", "list"}) {
            limpid.run(command);
            assertThat(limpid.code).as(command + limpid.err).isZero();
        }
        try (var files = Files.walk(dir)) {
            assertThat(files.filter(Files::isRegularFile).map(dir::relativize))
                    .containsExactly(Path.of(CommandLineRun.COLLECTION, "mode"));
        }
    }

    @Test
    void impossibleHome_isNamedWithTheReason() throws IOException {
        Path inTheWay = Files.writeString(dir.resolve(CommandLineRun.COLLECTION), "a file");
        limpid.run("local", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.code).isEqualTo(ExitCode.FAILED);
        assertThat(limpid.err)
                .isEqualTo("limpid local: the choice cannot be saved: " + inTheWay + " is not a folder\n");
        assertThat(inTheWay).content().isEqualTo("a file");
    }

    @Test
    void command_withoutACollection_saysWhichThereAre() {
        limpid.run("local", "-C", "one.example.org");
        limpid.run("local", "-C", "two.example.org");
        limpid.run("env");
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.err).contains("one.example.org, two.example.org");
    }

    private String mode() throws IOException {
        return Files.readString(dir.resolve(CommandLineRun.COLLECTION).resolve("mode"));
    }
}
