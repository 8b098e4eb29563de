package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.command.LineWrapper;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Output for people fits the terminal; output for scripts has one line for each thing. */
class TerminalWidthTest {

    private static final String[] LINES = {
        "env", "preview", "list", "verify", "sent", "sent 2020-01-01", "on", "local", "off", "env -C gone.example"
    };

    @TempDir
    Path dir;

    private CommandLineRun limpid;

    @BeforeEach
    void home() throws IOException {
        limpid = new CommandLineRun(dir);
        limpid.typed = Optional.of("no\n");
        TelemetryHome home = TelemetryHome.of(CommandLineRun.COLLECTION, limpid.environment());
        Files.createDirectories(home.upload());
        Files.writeString(home.upload().resolve("2026-11-13.ndjson"), "{\"Week\" : \"not one\"}");
        Path counts = Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");
        Files.createDirectories(home.local());
        String file = "tool@v1.2.3-go1.24.0-linux-amd64-2026-08-18.v1.count";
        Files.copy(counts.resolve(file), home.local().resolve(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 200})
    void sentences_fitTheTerminal(int columns) throws IOException {
        limpid.columns = OptionalInt.of(columns);
        String all = all();
        Golden.assertSame("width-" + columns + ".txt", all);
        assertThat(all.lines()).allMatch(line -> line.length() <= columns);
    }

    @Test
    void withoutATerminal_everySentenceIsOneLine() throws IOException {
        limpid.columns = OptionalInt.of(60);
        String narrow = all();
        limpid.columns = OptionalInt.empty();
        String piped = all();
        assertThat(narrow.lines().count()).isGreaterThan(piped.lines().count());
        assertThat(words(piped)).isEqualTo(words(narrow));
        assertThat(piped).contains("the default is local: counted, never sent\n");
    }

    @Test
    void data_isNeverWrapped() {
        limpid.columns = OptionalInt.of(60);
        for (String line : new String[] {"env --json", "preview --json", "list --json", "csv", "sent 2026-11-13"}) {
            limpid.columns = OptionalInt.of(60);
            String narrow = limpid.run(line.split(" ")).out;
            limpid.columns = OptionalInt.empty();
            assertThat(narrow).as(line).isEqualTo(limpid.run(line.split(" ")).out);
        }
    }

    @Test
    void wrappedLine_continuesBelowItsText_andLosesNoWord() {
        assertThat(fit("ok     log: consistent with what this machine saw", 32))
                .isEqualTo("ok     log: consistent with what\n       this machine saw");
        assertThat(fit("a-label-that-leaves-little-room  then text follows", 40))
                .isEqualTo("a-label-that-leaves-little-room  then\ntext follows");
        assertThat(fit("/a/word/that/is/longer/than/the/terminal/is/wide and more", 30))
                .isEqualTo("/a/word/that/is/longer/than/the/terminal/is/wide\nand more");
        assertThat(fit("x".repeat(50), 30)).isEqualTo("x".repeat(50));
        assertThat(fit("a long line that is two\nlines already and a half of one", 30))
                .isEqualTo("a long line that is two\nlines already and a half of\none");
    }

    @Test
    void wrappedJapanese_startsNoLineWithClosingPunctuation_andEndsNoneWithAnOpeningBracket() {
        for (String mark : List.of("。", "、", "」", "）", "！", "？", "：", "ー", "ッ")) {
            for (int before = 10; before < 18; before++) {
                assertThat(fit("語".repeat(before) + mark + "語".repeat(10), 30).lines())
                        .allSatisfy(line -> assertThat(line).doesNotStartWith(mark));
            }
        }
        for (String mark : List.of("「", "（")) {
            for (int before = 10; before < 18; before++) {
                assertThat(fit("語".repeat(before) + mark + "語".repeat(10), 30).lines())
                        .allSatisfy(line -> assertThat(line).doesNotEndWith(mark));
            }
        }
    }

    private static String fit(String text, int columns) {
        return LineWrapper.fit(text, () -> OptionalInt.of(columns));
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ");
    }

    /** The output of all lines, with the folder's path replaced by a name that has the same length everywhere. */
    private String all() throws IOException {
        TelemetryHome home = TelemetryHome.of(CommandLineRun.COLLECTION, limpid.environment());
        Files.deleteIfExists(home.modeFile());
        StringBuilder all = new StringBuilder();
        for (String line : LINES) {
            limpid.run(line.split(" "));
            all.append("$ limpid ").append(line).append('\n').append(limpid.out).append(limpid.err);
        }
        return all.toString().replace(dir.toString(), "DIR");
    }
}
