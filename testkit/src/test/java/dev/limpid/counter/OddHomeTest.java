package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.testkit.ProgramRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Homes that trick a program into waiting, or into writing where it should not. */
class OddHomeTest {
    private static final ProgramRunner.Finished UNNOTICED = new ProgramRunner.Finished(0, "done\n", "");

    @TempDir
    Path folder;

    @Test
    void journal_thatIsALink_isNotWrittenThrough() throws Exception {
        program().home(folder).run("20");
        Path journal = only(".v1.journal");
        Path target = Files.writeString(folder.resolve("target"), "");
        Files.delete(journal);
        Files.createSymbolicLink(journal, target);

        assertThat(program().home(folder).run("20")).isEqualTo(UNNOTICED);
        assertThat(Files.size(target)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"mode", "local/weekends", "local/locks"})
    void pipe_inAHome_hangsNobody(String name) throws Exception {
        Path pipe = folder.resolve("programs.example.org").resolve(name);
        Files.createDirectories(pipe.getParent());
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "no pipes here");

        assertThat(program().home(folder).run("300")).isEqualTo(UNNOTICED);
    }

    @Test
    void home_beyondAscii_inALocaleOfAsciiOnly_isNotMadeUnderAnotherName() throws Exception {
        Path user = Files.createDirectory(folder.resolve("józef"));

        ProgramRunner.Finished run = program()
                .variable("HOME", user.toString())
                .variable("LC_ALL", "C")
                .run("20");

        assertThat(run).isEqualTo(UNNOTICED);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(user);
        }
        assertThat(user).isEmptyDirectory();
    }

    @Test
    void userWithoutAnAccountAndHome_countsNothing() throws Exception {
        Path setpriv = Path.of("/usr/bin/setpriv");
        assumeTrue(Files.isExecutable(setpriv) && isRoot(), "only root can become another user, by setpriv");
        Path project = folder.resolve("project");
        Path bait = project.resolve("?/.config/limpid/programs.example.org");
        Files.createDirectories(bait);
        Files.writeString(bait.resolve("mode"), "on 2020-01-01");
        for (Path each : new Path[] {folder, project}) {
            Files.setAttribute(each, "unix:uid", 54321);
        }

        ProgramRunner.Finished run = program()
                .under(
                        "env",
                        "-u",
                        "HOME",
                        "-C",
                        project.toString(),
                        setpriv.toString(),
                        "--reuid=54321",
                        "--clear-groups")
                .run("20");

        assertThat(run).isEqualTo(UNNOTICED);
        assertThat(project.resolve("?/.local")).doesNotExist();
    }

    @Test
    void userHome_thatDoesNotExist_isNotMade() throws Exception {
        Path none = folder.resolve("none");

        assertThat(program().variable("HOME", none.toString()).run("20")).isEqualTo(UNNOTICED);
        assertThat(none).doesNotExist();
    }

    private static ProgramRunner program() {
        return ProgramRunner.of(Programs.Busy.class).jvm("-Dlimpid.map.after=100");
    }

    private boolean isRoot() throws IOException {
        return Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"));
    }

    private Path only(String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("programs.example.org/local"))) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
