package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.countfile.mode.ModeFile;
import dev.limpid.testkit.ProgramRunner;
import java.io.BufferedReader;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A running program follows the user's choice by itself; here it checks every 20 milliseconds instead of every half minute. */
class ModeChangeProcessTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"busy", "idle"})
    void choice_reachesARunningProgram(String kind) throws Exception {
        TelemetryHome home = TelemetryHome.at("programs.example.org", folder.resolve("programs.example.org"));
        Process program = ProgramRunner.of(Programs.Follower.class)
                .home(folder)
                .jvm("-Dlimpid.map.after=100", "-Dlimpid.look.after=20")
                .start(kind);
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.readLine()).isEqualTo("counting");
            ModeFile.write(home, new Mode.Off());
            assertThat(out.readLine()).isEqualTo("the mode is off: the mode file says \"off\"");
            ModeFile.write(home, new Mode.Local());
            assertThat(out.readLine()).isEqualTo("counting again");
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }
}
