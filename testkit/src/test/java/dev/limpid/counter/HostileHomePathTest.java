package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Homes that try to make a program wait, or write where it should not. */
class HostileHomePathTest {
    private static final ProgramRunner.Result UNNOTICED = new ProgramRunner.Result(0, "done\n", "");

    /** The number of a user who has no account here. */
    private static final int OTHER = 54_321;

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
    @Needs(Tool.MKFIFO)
    void pipe_inAHome_blocksNobody(String name) throws Exception {
        Path pipe = folder.resolve("programs.example.org").resolve(name);
        Files.createDirectories(pipe.getParent());
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();

        assertThat(program().home(folder).run("300")).isEqualTo(UNNOTICED);
    }

    @Test
    void home_beyondAscii_inALocaleOfAsciiOnly_isNotMadeUnderAnotherName() throws Exception {
        Path user = Files.createDirectory(folder.resolve("józef"));

        ProgramRunner.Result run = program()
                .variable("HOME", user.toString())
                .variable("LC_ALL", "C")
                .run("20");

        assertThat(run).isEqualTo(UNNOTICED);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(user);
        }
        assertThat(user).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void choice_inAFolderThatOnlyRootCanOpen_isOff(boolean countedBefore) throws Exception {
        onlyAsRoot();
        Path user = Files.createDirectory(folder.resolve("user"));
        Path config = user.resolve(".config");
        Path choice = Files.createDirectories(config.resolve("limpid/programs.example.org"));
        Files.writeString(choice.resolve("mode"), "local");
        give(folder);
        give(user);
        Path data = user.resolve(".local");
        if (countedBefore) {
            assertThat(asOtherUser(user).run("20")).isEqualTo(UNNOTICED);
            assertThat(files(data)).isNotEmpty();
        }
        Files.writeString(choice.resolve("mode"), "off");
        Files.setPosixFilePermissions(config, PosixFilePermissions.fromString("rwx------"));
        Map<Path, Long> before = files(data);

        assertThat(asOtherUser(user).run("20")).isEqualTo(UNNOTICED);
        assertThat(files(data)).isEqualTo(before);
    }

    /** The home is the account's, as for people; later starts do not check a home that was used before. */
    private static ProgramRunner asOtherUser(Path user) {
        return program()
                .commandPrefix("/usr/bin/setpriv", "--reuid=" + OTHER, "--clear-groups")
                .variable("HOME", user.toString())
                .jvm("-Duser.home=" + user, "-Duser.name=other");
    }

    private static Map<Path, Long> files(Path below) throws IOException {
        Map<Path, Long> sizes = new TreeMap<>();
        if (Files.exists(below)) {
            try (Stream<Path> files = Files.walk(below)) {
                for (Path each : files.filter(Files::isRegularFile).toList()) {
                    sizes.put(each, Files.size(each));
                }
            }
        }
        return sizes;
    }

    private void onlyAsRoot() throws IOException {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/setpriv")) && isRoot(),
                "only root can become another user, by setpriv");
    }

    private static void give(Path file) throws IOException {
        Files.setAttribute(file, "unix:uid", OTHER);
    }

    @Test
    void userWithoutAnAccountAndHome_countsNothing() throws Exception {
        onlyAsRoot();
        Path project = folder.resolve("project");
        Path bait = project.resolve("?/.config/limpid/programs.example.org");
        Files.createDirectories(bait);
        Files.writeString(bait.resolve("mode"), "on 2020-01-01");
        give(folder);
        give(project);

        ProgramRunner.Result run = program()
                .commandPrefix(
                        "env",
                        "-u",
                        "HOME",
                        "-C",
                        project.toString(),
                        "/usr/bin/setpriv",
                        "--reuid=" + OTHER,
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
