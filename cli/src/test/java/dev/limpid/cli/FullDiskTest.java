package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands as processes on a disk that is full, or on which one file cannot be deleted. */
class FullDiskTest {

    @TempDir
    Path dir;

    private Path home;

    @BeforeEach
    void home() throws IOException {
        home = dir.resolve(CommandLineRun.COLLECTION);
        Files.createDirectories(home.resolve("local"));
    }

    /** What cannot be understood means off. The file stays in place until another choice replaces it. */
    @ParameterizedTest
    @Needs(Tool.UNSHARE)
    @ValueSource(strings = {"echo nonsense > mode", ": > mode", "mkdir mode", "ln -s nowhere mode"})
    void unreadableChoice_staysOff_whateverIsChosenOnAFullDisk(String make) throws Exception {
        for (String choice : new String[] {"off", "local", "on --yes"}) {
            String said = onAFullDisk(make, "$COMMAND " + choice + "; $COMMAND env");
            assertThat(said).as(choice + " after " + make).contains("mode        off\n");
        }
    }

    @Test
    @Needs(Tool.UNSHARE)
    void off_needsNoDiskSpace_ifNothingWasChosen() throws Exception {
        assertThat(onAFullDisk("true", "$COMMAND env; $COMMAND off && $COMMAND env"))
                .contains("mode        local\n")
                .contains("telemetry of " + CommandLineRun.COLLECTION + ": off")
                .contains("mode        off\n");
    }

    @Test
    @Needs(Tool.UNSHARE)
    void unwritableFile_isNamedWithoutItsTemporarySuffix_onAFullDisk() throws Exception {
        assertThat(inNamespace("mount --bind " + home + " " + home + " && mount -o remount,bind,ro " + home
                        + " && $COMMAND relay-choice direct"))
                .isEqualTo("limpid relay-choice: " + home.resolve("relay") + ": Read-only file system\n");
    }

    /**
     * A week may be answered as long as there are counts of it, unless a note says that it was. Nobody can delete a mounted
     * file.
     */
    @Test
    @Needs(Tool.UNSHARE)
    void interruptedClean_leavesNoCountsWithoutTheDecisionAboutTheirWeek() throws Exception {
        for (int day = 10; day < 30; day++) {
            Files.writeString(home.resolve("local/2026-07-" + day + ".note"), "outcome: not-drawn\n");
            Files.writeString(home.resolve("local/2026-06-" + day + ".answers"), "limpid answers v1\n");
            Files.writeString(home.resolve("local/local.2026-07-" + day + ".json"), "{}");
        }
        String report = home.resolve("local/local.2026-07-20.json").toString();
        assertThat(inNamespace("mount --bind " + report + " " + report + " && $COMMAND clean"))
                .contains(report);
        for (int day = 10; day < 30; day++) {
            assertThat(home.resolve("local/2026-07-" + day + ".note")).exists();
            assertThat(home.resolve("local/2026-06-" + day + ".answers")).exists();
        }
        assertThat(inNamespace("$COMMAND clean")).contains("deleted");
        assertThat(home.resolve("local")).doesNotExist();
    }

    private String onAFullDisk(String make, String script) throws Exception {
        return inNamespace("mount -t tmpfs -o size=64k,mode=700 tmpfs " + home + " && cd " + home
                + " && mkdir -m 700 local && " + make + " && ! dd if=/dev/zero of=rest bs=4k 2>&- && { " + script
                + "; }");
    }

    /** Runs in its own mount namespace, where $COMMAND is the command. */
    private String inNamespace(String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("unshare", "-rm", "sh", "-c", script);
        builder.environment()
                .put(
                        "COMMAND",
                        Path.of(System.getProperty("java.home"), "bin", "java") + " -XX:-UsePerfData -cp "
                                + System.getProperty("java.class.path") + " " + Limpid.class.getName());
        builder.environment().put("LIMPID_DIR", dir.toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    /** The command, in a separate process. */
    static final class Limpid {
        public static void main(String[] arguments) {
            System.exit(UserCommands.limpid(CommandContext.ofProcess()).execute(arguments));
        }
    }
}
