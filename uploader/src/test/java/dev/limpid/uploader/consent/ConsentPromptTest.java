package dev.limpid.uploader.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsentPromptTest {

    private static final CollectionIdentity COLLECTION =
            new CollectionIdentity("telemetry.example.org", "https://telemetry.example.org/upload", "", "");

    @TempDir
    Path folder;

    private final Map<String, String> variables = new HashMap<>();
    private List<Chart> charts = List.of();
    private String printed = "";

    @BeforeEach
    void setUp() throws Exception {
        variables.put("LIMPID_DIR", folder.toString());
        variables.put("LIMPID_NOW", "2026-11-20T12:00:00Z");
        charts = ChartConfig.parse("charts.txt", """
                title: Flags in use
                description: which options are worth keeping
                issue: https://example.org/issues/12
                type: partition
                program: example.org/tool
                module: versions: 1.0
                counter: tool/flag:{a,b}
                version: 1.0
                """);
    }

    @Test
    void yes_agreesFromToday() throws IOException {
        assertThat(ask("yes\n")).contains(ConsentPrompt.Answer.YES);
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
        assertThat(printed).contains("Only weeks that begin after 2026-11-20 are reported.");
    }

    @Test
    void no_turnsOff() throws IOException {
        assertThat(ask("no\n")).contains(ConsentPrompt.Answer.NO);
        assertThat(mode()).isEqualTo("off\n");
    }

    @Test
    void question_isMadeFromTheCharts() throws IOException {
        ask("no\n");
        assertThat(printed)
                .contains("May tool send weekly reports of how it is used?")
                .contains("Reports go to https://telemetry.example.org/upload")
                .contains("Flags in use (example.org/tool, partition): which options are worth keeping"
                        + " [https://example.org/issues/12]");
    }

    @Test
    void enter_isNoAnswer() throws IOException {
        assertThat(ask("\n\n\nyes\n")).contains(ConsentPrompt.Answer.NOT_NOW);
        assertThat(home().modeFile()).doesNotExist();
    }

    @Test
    void endOfInput_isNotNow() throws IOException {
        assertThat(ask("")).contains(ConsentPrompt.Answer.NOT_NOW);
    }

    @Test
    void later_isRememberedFor90Days() throws IOException {
        assertThat(ask("later\n")).contains(ConsentPrompt.Answer.NOT_NOW);
        assertThat(ask("yes\n")).isEmpty();
        variables.put("LIMPID_NOW", "2027-02-18T12:00:00Z");
        assertThat(ask("yes\n")).isEmpty();
        variables.put("LIMPID_NOW", "2027-02-19T12:00:00Z");
        assertThat(ask("yes\n")).contains(ConsentPrompt.Answer.YES);
    }

    @Test
    void chosen_isNotAskedAgain() throws IOException {
        ask("no\n");
        assertThat(ask("yes\n")).isEmpty();
        assertThat(mode()).isEqualTo("off\n");
    }

    @Test
    void environmentThatSaysNo_isNotArguedWith() throws IOException {
        for (String variable : List.of("DO_NOT_TRACK", "CI", "LIMPID")) {
            variables.put(variable, variable.equals("LIMPID") ? "off" : "true");
            assertThat(ask("yes\n")).as(variable).isEmpty();
            variables.remove(variable);
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void editor_asksWithEqualActions_andClosingMeansNotNow() throws IOException {
        EditorConsent editor = new EditorConsent(choice());
        assertThat(editor.request("tool", charts).orElseThrow())
                .startsWith("{\"type\":3,\"message\":\"May tool send weekly reports")
                .endsWith(
                        "\"actions\":[{\"title\":\"Send reports\"},{\"title\":\"Count nothing\"},{\"title\":\"Not now\"}]}");
        assertThat(editor.answered(null)).isEqualTo(ConsentPrompt.Answer.NOT_NOW);
        assertThat(editor.request("tool", charts)).isEmpty();
        assertThat(editor.answered("Send reports")).isEqualTo(ConsentPrompt.Answer.YES);
        assertThat(mode()).isEqualTo("on 2026-11-20\n");
    }

    @Test
    void installer_offersTwoButtons_andNoMeansLocal() throws IOException {
        InstallerConsent page = InstallerConsent.of(choice(), "tool", charts);
        assertThat(page.explanation()).anyMatch(line -> line.contains("Flags in use"));
        assertThat(List.of(page.yes(), page.no())).containsExactly("Send reports", "Send nothing");
        InstallerConsent.answered(choice(), false);
        assertThat(mode()).isEqualTo("local\n");
    }

    private Optional<ConsentPrompt.Answer> ask(String typed) throws IOException {
        StringWriter out = new StringWriter();
        Optional<ConsentPrompt.Answer> answer = new ConsentPrompt(
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
