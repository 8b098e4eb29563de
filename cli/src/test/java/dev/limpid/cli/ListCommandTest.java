package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.uploader.home.CollectionFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCommandTest {

    @TempDir
    Path dir;

    @Test
    void namesThatNoFileCanHave_areListedAsTheyAre() throws IOException {
        CommandLineRun limpid = new CommandLineRun(dir);
        for (String name : new String[] {"localhost:8080", "nul.example", "bücher.example", "Upper.example"}) {
            limpid.run("local", "-C", name);
            assertThat(limpid.code).as(limpid.err).isZero();
        }
        Files.createDirectories(dir.resolve("%zz/local"));
        Files.createDirectories(dir.resolve("no home at all"));
        assertThat(limpid.run("list").out.lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("Upper.example", "bücher.example", "localhost:8080", "nul.example");
        limpid.run("off", "--all");
        assertThat(limpid.run("list").out.lines()).hasSize(4).allMatch(line -> line.contains("  off  "));
    }

    @Test
    void unknownCollection_isNotShown_butItsModeCanBeChosen() {
        CommandLineRun limpid = new CommandLineRun(dir);
        assertThat(limpid.run("env", "-C", "gone.example").err)
                .contains("this machine has no collection gone.example; it has none yet");
        assertThat(limpid.run("off", "-C", "here.example").code).isZero();
        assertThat(limpid.run("env", "-C", "gone.example").code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.err).contains("it has here.example");
        assertThat(limpid.run("env", "-C", "here.example").code).isZero();
    }

    @Test
    void names_inTheUsersOwnFolders_areListedAsTheyAre() throws IOException {
        CommandLineRun limpid = new CommandLineRun(dir);
        limpid.variables.clear();
        limpid.variables.put("XDG_CONFIG_HOME", dir.resolve("config").toString());
        limpid.variables.put("XDG_STATE_HOME", dir.resolve("state").toString());
        TelemetryHome home = TelemetryHome.of("localhost:8080", limpid.environment());
        assumeTrue(home.folder().startsWith(dir), "only Linux has its homes where XDG says");
        limpid.run("off", "-C", "localhost:8080"); // the choice is in one folder, the counts are in the other
        TelemetryHome counting = TelemetryHome.of("localhost:9090", limpid.environment());
        Files.createDirectories(counting.local());
        assertThat(limpid.run("list").out.lines().map(line -> line.split(" ", 2)[0]))
                .containsExactly("localhost:8080", "localhost:9090");
    }

    @Test
    void homeThatWasCleaned_isKnownToEveryCommand() throws IOException {
        CommandLineRun limpid = new CommandLineRun(dir);
        TelemetryHome home = TelemetryHome.of(CommandLineRun.COLLECTION, limpid.environment());
        Files.createDirectories(home.local());
        CollectionFile.write(home, CollectionIdentity.local(CommandLineRun.COLLECTION));
        limpid.run("clean");
        assertThat(home.local()).doesNotExist();
        assertThat(limpid.run("list").out).startsWith(CommandLineRun.COLLECTION + "  local  ");
        assertThat(limpid.run("off").code).as(limpid.err).isZero();
        assertThat(Files.readString(home.modeFile())).isEqualTo("off\n");
    }

    @Test
    void offByDefault_isKnownToEveryCommand() throws IOException {
        CommandLineRun limpid = new CommandLineRun(dir);
        TelemetryHome home = TelemetryHome.of(CommandLineRun.COLLECTION, limpid.environment());
        Files.createDirectories(home.local());
        CollectionFile.write(
                home, CollectionIdentity.local(CommandLineRun.COLLECTION).startingOff());
        assertThat(limpid.run("list").out).contains("  off  (you have not chosen; this program counts nothing");
        assertThat(limpid.run("list", "--json").out).contains("\"mode\" : \"off\"");
        assertThat(limpid.run("env").out).startsWith("mode        off\n");
        assertThat(limpid.run("upload").out).contains("telemetry is off");
        limpid.run("local");
        assertThat(limpid.run("env").out).startsWith("mode        local\n");
    }

    @Test
    void offByDefault_ofAProgramThatNeverRan_isKnownToItsOwnCommands() {
        CommandLineRun limpid = new CommandLineRun(dir);
        limpid.collection =
                Optional.of(CollectionIdentity.local(CommandLineRun.COLLECTION).startingOff());
        assertThat(limpid.run("env").out).startsWith("mode        off\n");
        assertThat(dir).isEmptyDirectory();
    }
}
