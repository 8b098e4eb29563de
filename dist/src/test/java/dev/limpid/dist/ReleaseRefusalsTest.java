package dev.limpid.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code scripts/release} refuses before its long part, in a small repository that is ready for 1.0.0. */
class ReleaseRefusalsTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));

    @TempDir
    Path folder;

    private Path repository;
    private Path tools;

    @BeforeEach
    void repository() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "releases are made by the GNU tools");
        repository = Files.createDirectory(folder.resolve("repository"));
        Files.createDirectory(repository.resolve("scripts"));
        for (String script : List.of("scripts/release", "scripts/release-notes")) {
            Path copy = Files.copy(ROOT.resolve(script), repository.resolve(script));
            assertThat(copy.toFile().setExecutable(true)).isTrue();
        }
        Files.createDirectory(repository.resolve("bom"));
        pom("1.0.0");
        write("CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\n- a\n");
        // Programs that a release calls only later, and that are not on every machine that runs this test.
        tools = Files.createDirectory(folder.resolve("tools"));
        for (String tool : List.of("jar", "diff")) {
            program(tools.resolve(tool), "");
        }
        git("init", "--quiet");
        commit();
    }

    @Test
    void aWorkTreeWithChanges() throws Exception {
        write("CHANGELOG.md", "# Changelog\n\n## 1.0.0\n\n- b\n");
        write("new.txt", "c");

        assertThat(release("1.0.0", "out"))
                .isEqualTo(
                        "release: the work tree has changes that would not be in the release; commit them, or name a commit by"
                                + " --commit:\n M CHANGELOG.md\n?? new.txt\n1");
    }

    @Test
    void aTagOfAnotherCommit() throws Exception {
        git("tag", "v1.0.0");
        String tagged = git("rev-parse", "HEAD").strip();
        write("new.txt", "c");
        commit();
        String head = git("rev-parse", "HEAD").strip();

        assertThat(release("1.0.0", "out"))
                .isEqualTo("release: the tag v1.0.0 exists and names " + tagged + ", not " + head
                        + "; a version is released once\n1");
    }

    @Test
    void aVersionThatIsNotInTheChangelog() throws Exception {
        assertThat(release("1.0.1", "out"))
                .isEqualTo("release-notes: no heading ## 1.0.1\n"
                        + "release: CHANGELOG.md must say below \"## 1.0.1\" what is new; see the line above\n1");
        assertThat(release("--trial", "1.0.1", "out"))
                .isEqualTo("release-notes: no heading ## Unreleased\n"
                        + "release: CHANGELOG.md must say below \"## Unreleased\" what is new; see the line above\n1");
    }

    @Test
    void aVersionThatThePomsDoNotHave() throws Exception {
        pom("1.0.0-SNAPSHOT");
        commit();
        assertThat(release("1.0.0", "out"))
                .isEqualTo(
                        "release: pom.xml says 1.0.0-SNAPSHOT, not 1.0.0: set the version and commit it, or look at it with"
                                + " --trial\n1");
        assertThat(release("1.0", "out")).isEqualTo("release: 1.0 is not a version, expected one such as 1.0.0\n2");
    }

    @Test
    void aFolderThatIsNotEmpty() throws Exception {
        Path full = Files.createDirectory(folder.resolve("full"));
        Files.writeString(full.resolve("a"), "b");

        assertThat(release("1.0.0", full.toString())).isEqualTo("release: " + full.toRealPath() + " is not empty\n1");
    }

    @Test
    void aCommitThatIsNotThere() throws Exception {
        assertThat(release("--commit", "v1.0.0", "1.0.0", "out")).isEqualTo("release: there is no commit v1.0.0\n1");
    }

    @Test
    void aToolThatIsMissing() throws Exception {
        Path alone = Files.createDirectory(folder.resolve("alone"));
        program(alone.resolve("dirname"), "exec '" + found("dirname") + "' \"$@\"\n");
        assertThat(run(alone.toString(), found("bash").toString(), "scripts/release", "1.0.0", "out"))
                .isEqualTo(
                        "release: git is missing; a release needs a JDK 17 or newer, git and the GNU tools, and gpg for"
                                + " --key\n1");
    }

    private static void program(Path file, String text) throws Exception {
        Files.writeString(file, "#!/bin/sh\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private void pom(String version) throws Exception {
        write("bom/pom.xml", "<project>\n  <version>" + version + "</version>\n</project>\n");
    }

    private void write(String file, String text) throws Exception {
        Files.writeString(repository.resolve(file), text, UTF_8);
    }

    private void commit() throws Exception {
        git("add", "--all");
        git(
                "-c",
                "user.name=a",
                "-c",
                "user.email=a@example.org",
                "-c",
                "commit.gpgsign=false",
                "commit",
                "--quiet",
                "-m",
                "a");
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        String said = run(path(), command.toArray(String[]::new));
        assertThat(said).as(command.toString()).endsWith("0");
        return said.substring(0, said.length() - 1);
    }

    private String release(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("bash", "scripts/release"));
        command.addAll(List.of(arguments));
        return run(path() + File.pathSeparator + tools, command.toArray(String[]::new));
    }

    /** The output, followed by the exit code. */
    private String run(String path, String... command) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true);
        builder.environment().put("PATH", path);
        Process process = builder.start();
        return new String(process.getInputStream().readAllBytes(), UTF_8) + process.waitFor();
    }

    private static String path() {
        return Objects.requireNonNull(System.getenv("PATH"));
    }

    private static Path found(String tool) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(path())
                .map(place -> Path.of(place, tool))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow();
    }
}
