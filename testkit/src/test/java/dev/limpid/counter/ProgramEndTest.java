package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.testkit.ProgramRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramEndTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit", "throw", "thread"})
    void program_thatEndsByItself_losesNothingAndSaysTheSame(String ending) throws Exception {
        ProgramRunner.Result counted =
                ProgramRunner.of(Programs.Ending.class).home(folder).run(ending);
        ProgramRunner.Result off = ProgramRunner.of(Programs.Ending.class)
                .home(folder)
                .variable("LIMPID", "off")
                .run(ending);

        assertThat(counted).isEqualTo(off);
        assertThat(read().counts()).containsEntry("ending/many", 1000L).containsEntry("ending/before", 1001L);
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "a program that is ended from outside is killed there")
    void program_thatIsTerminated_losesNothing() throws Exception {
        Process program = ProgramRunner.of(Programs.Ending.class).home(folder).start("wait");
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.readLine()).isEqualTo("counted");
            program.destroy();
            program.waitFor();
        } finally {
            program.destroyForcibly();
        }

        assertThat(read().counts()).containsEntry("ending/many", 1000L).containsEntry("ending/before", 1001L);
    }

    @Test
    void program_thatIsHaltedAtOnce_keepsTheFirstEventOfEachCounter() throws Exception {
        ProgramRunner.Result halted =
                ProgramRunner.of(Programs.Ending.class).home(folder).run("halt");

        assertThat(halted.exitCode()).isEqualTo(4);
        assertThat(read().counts()).containsKeys("ending/many", "ending/before");
    }

    @Test
    void uncaughtException_isCountedAsAStackWithoutWhatItSaid() throws Exception {
        ProgramRunner.of(Programs.Ending.class).home(folder).run("thread");

        List<String> crashes = read().counts().keySet().stream()
                .filter(name -> name.startsWith("crash/crash\n"))
                .toList();
        assertThat(crashes).hasSize(1);
        assertThat(crashes.get(0))
                .containsPattern("java\\.lang\\.Long\\.parseLong:[+=]")
                .containsPattern("java\\.lang\\.Thread\\.run:[+=]");
        assertThat(crashes.get(0)).doesNotContain("secret").doesNotContain(folder.toString());
        assertThat(crashes.get(0)).as("this test is not part of the program").contains("\nhidden\n");
        assertThat(crashes.get(0)).doesNotContain("dev.limpid");
    }

    private CountFileContents read() throws IOException {
        return read(folder);
    }

    static CountFileContents read(Path dir) throws IOException {
        TelemetryHome home = TelemetryHome.at("programs.example.org", dir.resolve("programs.example.org"));
        List<CountedWeek> weeks = CountedWeek.in(home);
        assertThat(weeks).hasSize(1);
        return weeks.get(0).read();
    }
}
