package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** If nothing can be counted, the commands say why, even though no program could leave a note. */
class UnusableHomeTest {

    @TempDir
    Path folder;

    @Test
    void env_beforeAnythingWasCounted_saysWhyNothingCanBe() {
        CommandLineRun limpid = new CommandLineRun(folder);
        limpid.variables.put("LIMPID_DIR", ".tel");

        assertThat(limpid.run("env").out).contains("mode        off").contains("expected an absolute path");
        assertThat(limpid.run("list").out).contains("Nothing is counted, because LIMPID_DIR is \".tel\"");
        assertThat(limpid.run("off", "-C", "telemetry.example.org").err).contains("the choice cannot be saved");
    }

    @Test
    void env_inAHomeThatCannotBeMade_namesTheFolder() throws IOException {
        CommandLineRun limpid = new CommandLineRun(folder);
        limpid.variables.remove("LIMPID_DIR");
        limpid.variables.put("HOME", folder.toString());
        Files.writeString(folder.resolve(".local"), "in the way");

        assertThat(limpid.run("env").out).contains("mode        off").contains(folder + "/.local is not a folder");
        assertThat(limpid.run("env", "-C", "telemetry.example.org").out).contains(folder + "/.local is not a folder");
    }
}
