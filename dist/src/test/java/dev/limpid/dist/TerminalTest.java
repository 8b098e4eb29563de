package dev.limpid.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command on a real terminal, made by {@code script}. */
class TerminalTest {

    private static final String SENTENCE = "Nothing is counted, written or sent from now on, and nobody is told.";

    @TempDir
    Path dir;

    @BeforeEach
    void requireScript() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/script"))
                        && Stream.of(System.getenv("PATH").split(":"))
                                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "stty")))
                        && System.getProperty("os.name").equals("Linux"),
                "no script of util-linux, which makes a terminal, or no stty, which tells its width");
    }

    @ParameterizedTest
    @CsvSource({"60, '', 60", "200, '', 120", "200, COLUMNS=70, 70"})
    void sentences_fitTheTerminal(int columns, String exported, int widest) throws Exception {
        List<String> lines = lines("stty cols " + columns + "; " + exported, "");
        assertThat(lines).allMatch(line -> line.length() <= widest).anyMatch(line -> line.length() > widest - 25);
        assertThat(String.join(" ", lines)).contains(SENTENCE);
    }

    @ParameterizedTest
    @CsvSource({"60, ''", "60, COLUMNS=60"})
    void pipe_isNotATerminal(int columns, String exported) throws Exception {
        List<String> lines = lines("stty cols " + columns + "; " + exported, " | cat");
        assertThat(lines).anyMatch(line -> line.startsWith(SENTENCE) && line.length() > 120);
    }

    private List<String> lines(String before, String after) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String command = before + " LIMPID_DIR='" + dir + "' '" + java + "' -cp '"
                + System.getProperty("java.class.path") + "' " + Main.class.getName() + " off -C tool.example" + after;
        ProcessBuilder script = new ProcessBuilder("/usr/bin/script", "-qec", command, "/dev/null");
        script.environment().remove("COLUMNS");
        Process process = script.redirectErrorStream(true).start();
        String screen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(screen).isZero();
        return Stream.of(screen.split("\r?\n")).toList();
    }
}
