package dev.limpid.uploader.home;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.home.TelemetryHome;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that wait are read as they were written; what this version cannot read is distinguished from what is damaged. */
class WaitingAnswersTest {

    private static final LocalDate WEEK = LocalDate.parse("2026-11-20");
    private static final String HEADER = "limpid answers v1\n";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String ONE = answer("letters");

    private static String answer(String question) {
        return "{\"Week\":\"2026-11-16\",\"Config\":\"v1.0.0\",\"Chart\":\"example.org/tool/" + question
                + "\",\"Builds\":[{\"Version\":\"1.0\",\"Counts\":{\"tool/a\":1}}]}";
    }

    @Test
    void answers_areReadAsTheyWereWritten_inTheOrderOfTheirTokens() {
        String first = TOKEN + " " + ONE + "\n";
        String second = TOKEN.replace('0', 'f') + " " + answer("digits") + "\n";
        WaitingAnswers read = WaitingAnswers.parse(HEADER + second + first, WEEK);
        assertThat(read.text()).isEqualTo(HEADER + first + second);
        WaitingAnswers.Waiting letters = read.answers().get(0);
        assertThat(letters.token()).isEqualTo(TOKEN);
        assertThat(letters.chart()).isEqualTo("example.org/tool/letters");
        assertThat(letters.json()).isEqualTo(ONE);
        assertThat(read.without(letters).text()).isEqualTo(HEADER + second);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "limpid answers v1\n" + TOKEN + " {}",
                "limpid answers\n",
                "limpid answers v1\n" + TOKEN + "\n",
                "limpid answers v1\n0123 {}\n",
                "limpid answers v1\n {}\n",
                "limpid answers v1\n" + TOKEN + " {}\n"
            })
    void damagedAnswers_areNotRead(String text) {
        assertThatThrownBy(() -> WaitingAnswers.parse(text, WEEK)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void answerAboutAnotherWeek_isNotRead() {
        String text = HEADER + TOKEN + " " + ONE + "\n";
        assertThatThrownBy(() -> WaitingAnswers.parse(text, WEEK.plusWeeks(1)))
                .hasMessage("an answer is about the week of 2026-11-16, expected 2026-11-23");
    }

    @Test
    void newerForm_isNoDamage_andItsWeekWaits(@TempDir Path folder) throws Exception {
        HomeLayout files = new HomeLayout(TelemetryHome.at("test", folder));
        Files.createDirectories(files.folder());
        for (String newer : List.of("v2", "v10", "v123456789")) {
            Files.writeString(files.waiting(WEEK), "limpid answers " + newer + "\nwhatever it contains then");
            assertThat(files.unreadable(WEEK))
                    .contains("2026-11-20.answers has a newer format than this version can read");
        }
        for (String known : List.of(HEADER, "limpid answers v0\n", "limpid answers v2", "", "x limpid answers v2\n")) {
            assertThat(WaitingAnswers.isOfNewerForm(known.getBytes(UTF_8)))
                    .as(known)
                    .isFalse();
            Files.writeString(files.waiting(WEEK), known);
            assertThat(files.unreadable(WEEK)).isEmpty();
        }
    }

    @Test
    void fileThatCannotBeRead_isNamed_withTheReason() {
        Path file = Path.of("local", "a.note");
        assertThat(UnreadableFile.sentence(
                        file, new FileSystemException("local/a.journal", null, "Input/output error")))
                .isEqualTo("a.journal cannot be read: Input/output error");
        assertThat(UnreadableFile.sentence(file, new AccessDeniedException(null)))
                .isEqualTo("a.note cannot be read: permission denied");
        assertThat(UnreadableFile.sentence(file, new FileSystemException(null)))
                .isEqualTo("a.note cannot be read: java.nio.file.FileSystemException");
    }

    @Test
    void filesOfAWeek_areFoundByTheirNames_andOthersAreNot(@TempDir Path folder) throws Exception {
        HomeLayout files = new HomeLayout(TelemetryHome.at("test", folder));
        Files.createDirectories(files.refusedFolder());
        Files.createDirectories(files.uploadFolder());
        for (String name : List.of("2026-13-45", "2026-11-2", "2026-11-20x", "x2026-11-20")) {
            Files.writeString(files.folder().resolve(name + ".answers"), "");
            Files.writeString(files.uploadFolder().resolve(name + ".ndjson"), "");
        }
        assertThat(files.waiting()).isEmpty();
        assertThat(files.sent()).isEmpty();
        assertThat(files.refused()).isEmpty();
        for (Path file : List.of(
                files.waiting(WEEK),
                files.sent(WEEK),
                files.refused(WEEK),
                files.weekFolder(WEEK),
                files.localReport(WEEK))) {
            Files.writeString(file, "");
        }
        assertThat(List.of(files.waiting(), files.sent(), files.refused(), files.weekFolder(), files.localReports()))
                .allSatisfy(weeks -> assertThat(weeks).containsExactly(WEEK));
        assertThat(files.readNote(WEEK)).isEqualTo(Optional.empty());
    }
}
