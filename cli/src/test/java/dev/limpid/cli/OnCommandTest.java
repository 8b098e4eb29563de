package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code limpid on} says what will be sent before it asks, and asks before it changes anything. */
class OnCommandTest {

    @TempDir
    Path dir;

    private CommandLineRun limpid;

    @BeforeEach
    void moveHome() {
        limpid = new CommandLineRun(dir);
    }

    @Test
    void on_showsThenAsksThenActs() throws IOException {
        limpid.typed = Optional.of("y\n");
        limpid.run("on", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.code).isZero();
        assertThat(limpid.out)
                .containsSubsequence(
                        "Answers to " + CommandLineRun.COLLECTION + ":",
                        "nothing can be sent",
                        "Answers cover only weeks that begin after 2026-11-20.",
                        "May they be sent? Type yes or no: ",
                        "telemetry of " + CommandLineRun.COLLECTION + ": on 2026-11-20");
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no\n", "n\n", "\n", "", "later\n", "ja\nsi\nyes\n"})
    void anythingButYes_changesNothing(String typed) {
        limpid.typed = Optional.of(typed);
        limpid.run("on", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.code).isZero();
        assertThat(limpid.out).endsWith("Nothing was changed.\n");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void on_withoutATerminal_saysHowToAgree_andChangesNothing() {
        limpid.run("on", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.err)
                .isEqualTo("limpid on: nothing was changed: there is no terminal to ask on; to agree without being"
                        + " asked, add --yes\n");
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void damagedCollectionFile_doesNotPreventTheChoice() throws IOException {
        Files.createDirectories(dir.resolve(CommandLineRun.COLLECTION).resolve("collection.properties"));
        limpid.run("on", "--yes", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.code).as(limpid.err).isZero();
        assertThat(limpid.err).containsOnlyOnce("collection.properties: found a folder");
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
    }

    @Test
    void userWhoAgreedEarlier_isNotAskedAgain() throws IOException {
        limpid.run("on", "--yes", "-C", CommandLineRun.COLLECTION);
        limpid.variables.put("LIMPID_NOW", "2026-12-01T12:00:00Z");
        limpid.run("on");
        assertThat(limpid.code).as(limpid.err).isZero();
        assertThat(limpid.out).contains("Answers cover only weeks that begin after 2026-11-20.");
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
    }

    @Test
    void json_printsOneValueOnStandardOutput() {
        limpid.run("on", "--yes", "--json", "-C", CommandLineRun.COLLECTION);
        assertThat(limpid.out).startsWith("[").endsWith("]\n").contains("\"mode\" : \"on 2026-11-20\"");
        assertThat(limpid.err).contains("Answers cover only weeks that begin after 2026-11-20.");
    }

    private String mode() throws IOException {
        return Files.readString(dir.resolve(CommandLineRun.COLLECTION).resolve("mode"));
    }
}
