package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.uploader.config.ToolConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsentPromptTest {

    private static final CollectionIdentity COLLECTION =
            new CollectionIdentity("telemetry.example.org", "https://telemetry.example.org/answers", "", "");

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private List<Chart> charts = List.of();
    private String printed = "";

    @BeforeEach
    void setUp() throws Exception {
        variables.put("LIMPID_DIR", folder.toString());
        variables.put("LIMPID_NOW", "2026-11-20T12:00:00Z");
        charts = ToolConfig.charts();
    }

    @Test
    void yes_agreesFromToday() throws IOException {
        assertThat(ask("yes\n")).contains(ConsentPrompt.Reply.YES);
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
        assertThat(printed).contains("Answers cover only weeks that begin after 2026-11-20.");
    }

    @Test
    void no_turnsOff() throws IOException {
        assertThat(ask("no\n")).contains(ConsentPrompt.Reply.NO);
        assertThat(mode()).isEqualTo("off\n");
    }

    @Test
    void question_isMadeFromTheCharts() throws IOException {
        ask("no\n");
        assertThat(printed)
                .contains("May tool send weekly answers about how it is used?")
                .contains("Answers go to https://telemetry.example.org/answers")
                .contains("Flags in use (example.org/tool, partition): which options are worth keeping"
                        + " [https://example.org/issues/12]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"y", "Y", "yes", " YES "})
    void yes_mayBeShort(String typed) throws IOException {
        assertThat(ask(typed + "\n")).contains(ConsentPrompt.Reply.YES);
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"n", "N", "no", "No "})
    void no_mayBeShort(String typed) throws IOException {
        assertThat(ask(typed + "\n")).contains(ConsentPrompt.Reply.NO);
        assertThat(mode()).isEqualTo("off\n");
    }

    @Test
    void enter_isNotNow_atOnce() throws IOException {
        assertThat(ask("\nyes\n")).contains(ConsentPrompt.Reply.NOT_NOW);
        assertThat(home().modeFile()).doesNotExist();
    }

    @Test
    void unclearReply_isAskedOnceMore_andNotAThirdTime() throws IOException {
        assertThat(ask("はい\ny\n")).contains(ConsentPrompt.Reply.YES);
        Files.delete(home().modeFile());
        Files.delete(home().folder().resolve("not-now"));
        assertThat(ask("はい\noui\nyes\n")).contains(ConsentPrompt.Reply.NOT_NOW);
        assertThat(printed.split("Please type yes or no", -1)).hasSize(2);
        assertThat(home().modeFile()).doesNotExist();
    }

    private static final class ProgramEnds extends Error {
        private static final long serialVersionUID = 1;
    }

    /** As if Ctrl-C ended the program. */
    @Test
    void programThatEndsAtTheQuestion_doesNotAskAgainAtItsNextRun() {
        BufferedReader nobodyAnswers = new BufferedReader(new Reader() {
            @Override
            public int read(char[] into, int from, int length) {
                throw new ProgramEnds();
            }

            @Override
            public void close() {}
        });
        assertThatThrownBy(() -> new ConsentPrompt(choice(), nobodyAnswers, new PrintWriter(new StringWriter()))
                        .ask("tool", charts))
                .isInstanceOf(ProgramEnds.class);
        assertThat(ask("yes\n")).isEmpty();
    }

    @Test
    void homeThatCannotBeWritten_isNeverAskedAbout_andNothingIsThrown() throws IOException {
        Files.writeString(folder.resolve(COLLECTION.name()), "a file is in the way of the home");
        assertThat(ask("yes\n")).isEmpty();
        assertThat(printed).isEmpty();
        variables.put("LIMPID_NOW", "no time");
        assertThat(ask("yes\n")).isEmpty();
        assertThat(ConsentPrompt.askIfAllowed(choice(), "tool", charts)).isEmpty();
    }

    /** A home about which the question can be shown, and in which nothing can be chosen after that. */
    private void blockTheChoice() {
        try {
            Files.createDirectories(home().folder().resolve("mode/in the way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void unwritableChoice_isReported_andNothingIsThrown() {
        BufferedReader user = new BufferedReader(new StringReader("yes\n")) {
            @Override
            public String readLine() throws IOException {
                blockTheChoice();
                return super.readLine();
            }
        };
        StringWriter out = new StringWriter();
        assertThat(new ConsentPrompt(choice(), user, new PrintWriter(out)).ask("tool", charts))
                .contains(ConsentPrompt.Reply.NOT_KEPT);
        assertThat(out.toString()).contains("Your choice could not be").endsWith(". Nothing is sent.\n");
        assertThat(choice().isOn()).isFalse();
    }

    @Test
    void editor_learnsThatTheChoiceCouldNotBeWritten() {
        assertThat(new EditorConsent(choice())
                        .ask("tool", charts, question -> {
                            blockTheChoice();
                            return CompletableFuture.completedFuture("Send answers");
                        })
                        .join())
                .contains(ConsentPrompt.Reply.NOT_KEPT);
        assertThat(choice().isOn()).isFalse();
    }

    /** A program ends when its own threads do, whatever happens to the question. */
    @Test
    void editor_isAskedByAThreadThatKeepsNoProgramAlive() {
        List<Boolean> daemons = new ArrayList<>();
        List<Chart> none = new AbstractList<>() {
            @Override
            public Chart get(int index) {
                throw new IndexOutOfBoundsException(index);
            }

            @Override
            public int size() {
                daemons.add(Thread.currentThread().isDaemon());
                return 0;
            }
        };
        new EditorConsent(choice())
                .ask("tool", none, question -> CompletableFuture.completedFuture("Not now"))
                .join();
        assertThat(daemons).isNotEmpty().containsOnly(true);
    }

    @Test
    void endOfInput_isNotNow() throws IOException {
        assertThat(ask("")).contains(ConsentPrompt.Reply.NOT_NOW);
    }

    @Test
    void later_isRememberedFor90Days() throws IOException {
        assertThat(ask("later\n")).contains(ConsentPrompt.Reply.NOT_NOW);
        assertThat(ask("yes\n")).isEmpty();
        variables.put("LIMPID_NOW", "2027-02-18T12:00:00Z");
        assertThat(ask("yes\n")).isEmpty();
        variables.put("LIMPID_NOW", "2027-02-19T12:00:00Z");
        assertThat(ask("yes\n")).contains(ConsentPrompt.Reply.YES);
    }

    @Test
    void chosen_isNotAskedAgain() throws IOException {
        ask("no\n");
        assertThat(ask("yes\n")).isEmpty();
        assertThat(mode()).isEqualTo("off\n");
    }

    @Test
    void environmentThatForbidsCounting_preventsTheQuestion() throws IOException {
        for (String variable : List.of("DO_NOT_TRACK", "CI", "LIMPID")) {
            variables.put(variable, variable.equals("LIMPID") ? "off" : "true");
            assertThat(ask("yes\n")).as(variable).isEmpty();
            variables.remove(variable);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void editor_asksWithEqualActions_andClosingMeansNotNow() throws IOException {
        assertThat(throughEditor(null)).contains(ConsentPrompt.Reply.NOT_NOW);
        assertThat(throughEditor("Send answers")).isEmpty();
        Files.delete(home().folder().resolve("not-now"));
        assertThat(throughEditor("Send answers")).contains(ConsentPrompt.Reply.YES);
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
    }

    @Test
    void editor_thatCannotShowIt_isNotNoticed() {
        EditorConsent editor = new EditorConsent(choice());
        assertThat(editor.ask("tool", charts, question -> CompletableFuture.failedFuture(new IOException("closed")))
                        .join())
                .isEmpty();
        assertThat(editor.ask("tool", charts, question -> {
                            throw new IllegalStateException("not initialised");
                        })
                        .join())
                .isEmpty();
    }

    private Optional<ConsentPrompt.Reply> throughEditor(@Nullable String title) {
        return new EditorConsent(choice())
                .ask("tool", charts, question -> {
                    assertThat(question.message())
                            .startsWith("May tool send weekly answers")
                            .contains("Flags in use");
                    assertThat(question.actions()).containsExactly("Send answers", "Count nothing", "Not now");
                    return CompletableFuture.completedFuture(title);
                })
                .join();
    }

    @Test
    void installer_offersTwoButtons_andNoMeansLocal() throws IOException {
        InstallerConsent page = InstallerConsent.of(choice(), "tool", charts);
        assertThat(page.explanation()).anyMatch(line -> line.contains("Flags in use"));
        assertThat(List.of(page.yes(), page.no())).containsExactly("Send answers", "Send nothing");
        InstallerConsent.answered(choice(), false);
        assertThat(mode()).isEqualTo("local\n");
    }

    private Optional<ConsentPrompt.Reply> ask(String typed) {
        StringWriter out = new StringWriter();
        Optional<ConsentPrompt.Reply> answer = new ConsentPrompt(
                        choice(), new BufferedReader(new StringReader(typed)), new PrintWriter(out))
                .ask("tool", charts);
        printed = out.toString();
        return answer;
    }

    private UserChoice choice() {
        return new UserChoice(home(), Optional.of(COLLECTION), environment());
    }

    private TelemetryHome home() {
        return TelemetryHome.of(COLLECTION.name(), environment());
    }

    private Environment environment() {
        return Environment.of(variables, Map.of(), folder.resolve("none").toFile());
    }

    private String mode() throws IOException {
        return Files.readString(home().modeFile());
    }
}
