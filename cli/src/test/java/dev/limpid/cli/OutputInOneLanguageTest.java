package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.command.HomeCommand;
import dev.limpid.cli.command.ModeInWords;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.verify.LogCheckResult;
import dev.limpid.cli.verify.VerifyCommand;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.protocol.text.MessageBundle;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command uses one language at a time, and English for programs. */
class OutputInOneLanguageTest {

    /** Words some of which occur in nearly every English sentence; none of them is German, or a name that is typed. */
    private static final Pattern ENGLISH_WORDS = Pattern.compile(
            "(?<![\\w/.-])(the|is|are|not|and|nothing|this|with|from|of|were|cannot|be|expected|found|to|see|you|no|mode|"
                    + "answers?|show|print)(?![\\w/-])",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern JAPANESE = Pattern.compile("[\\u3040-\\u30ff\\u4e00-\\u9fff]");

    @TempDir
    Path dir;

    private CommandLineRun in(String language) throws IOException {
        CommandLineRun run = new CommandLineRun(Files.createTempDirectory(dir, language));
        run.variables.put("LIMPID_LANG", language);
        Session.fill(TelemetryHome.of(CommandLineRun.COLLECTION, run.environment()));
        return run;
    }

    private static List<String> lines() {
        List<String> lines = new ArrayList<>(Session.LINES);
        for (String command : HelpTest.commands()) {
            if (!command.equals("chart")) {
                lines.add(command + " --help");
            }
        }
        return lines;
    }

    @Test
    void german_containsNoEnglishWords() throws IOException {
        CommandLineRun german = in("de");
        for (String line : lines()) {
            german.run(line.split(" "));
            String said = (german.out + german.err)
                    .replace(german.dir.toString(), "")
                    .lines()
                    .filter(one -> !one.strip().startsWith("{") && !one.startsWith("  limpid "))
                    .reduce("", (all, one) -> all + one + "\n");
            List<String> found = ENGLISH_WORDS
                    .matcher(said)
                    .results()
                    .map(match -> match.group())
                    .toList();
            assertThat(found).as("%s%n%s", line, said).isEmpty();
        }
    }

    @Test
    void everyCommand_printsJapanese() throws IOException {
        CommandLineRun japanese = in("ja");
        for (String line : lines()) {
            japanese.run(line.split(" "));
            assertThat(japanese.out + japanese.err).as(line).containsPattern(JAPANESE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja"})
    void outputForPrograms_isTheSameInEveryLanguage(String language) throws IOException {
        CommandLineRun english = in("en");
        CommandLineRun other = in(language);
        List<String> lines = new ArrayList<>();
        Session.LINES.stream().filter(line -> !line.startsWith("onn")).forEach(line -> lines.add(line + " --json"));
        lines.addAll(List.of("completion", "man", "csv", "csv --json", "man --json", "sent 2026-11-13"));
        for (String line : lines) {
            english.run(line.split(" "));
            other.run(line.split(" "));
            assertThat(same(other, other.out)).as(line).isEqualTo(same(english, english.out));
            assertThat(other.code).as(line).isEqualTo(english.code);
        }
    }

    private static String same(CommandLineRun run, String text) {
        return text.replace(run.dir.toString(), "HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja"})
    void exitCodes_areTheSameInEveryLanguage(String language) throws IOException {
        CommandLineRun english = in("en");
        CommandLineRun other = in(language);
        for (String line : lines()) {
            assertThat(other.run(line.split(" ")).code).as(line).isEqualTo(english.run(line.split(" ")).code);
        }
    }

    /** What is printed on standard error when programs read standard output. */
    @Test
    void messagesBesideJson_areEnglish() throws IOException {
        CommandLineRun german = in("de");
        german.run("on", "--yes", "--offline", "--json");
        assertThat(german.err).contains("Answers to", "No program of this collection has named its server");
        german.run("off");
        assertThat(german.run("on", "--json").err)
                .contains("there is no terminal to ask on")
                .doesNotContain("Antworten");
    }

    @Test
    void logState_isDescribedInEveryLanguage() {
        for (LogCheckResult state : LogCheckResult.values()) {
            for (String language : List.of("en", "de", "ja")) {
                MessageBundle words = MessageBundle.of(VerifyCommand.class, "verify", language);
                assertThat(state.sentence(new ConnectException("10.0.0.1"), words))
                        .as(state + " " + language)
                        .isNotBlank();
            }
        }
    }

    /** The English sentence for programs and JSON is the same as the one that is translated. */
    @Test
    void reasonOfAMode_isTheSameSentenceEverywhere() throws IOException {
        Path system = Files.writeString(dir.resolve("mode"), "local\n");
        Path forced = Files.writeString(dir.resolve("forced"), "off force\n");
        Path none = dir.resolve("none");
        List<Map<String, String>> variables = List.of(
                Map.of(),
                Map.of("LIMPID", "off"),
                Map.of("LIMPID", "maybe"),
                Map.of("DO_NOT_TRACK", "1"),
                Map.of("CI", "true"));
        for (Path systemWide : List.of(none, system, forced)) {
            for (Map<String, String> some : variables) {
                for (String mode : List.of("", "off\n", "local\n", "perhaps\n")) {
                    Map<String, String> all = new HashMap<>(some);
                    Path folder = Files.createTempDirectory(dir, "home");
                    all.put("LIMPID_DIR", folder.toString());
                    Environment environment = Environment.of(all, Map.of(), systemWide.toFile());
                    TelemetryHome home = TelemetryHome.of(CommandLineRun.COLLECTION, environment);
                    if (!mode.isEmpty()) {
                        Files.createDirectories(home.folder());
                        Files.writeString(home.modeFile(), mode);
                    }
                    EffectiveMode effective = EffectiveMode.of(home, environment, some.isEmpty());
                    MessageBundle english = MessageBundle.of(HomeCommand.class, "commands", "en");
                    assertThat(ModeInWords.why(english, effective, home, environment))
                            .isEqualTo(effective.why());
                }
            }
        }
    }

    @Test
    void program_printsItsOwnName_andOnlyEnglishIfItChoosesThat() {
        Environment environment = Environment.of(
                Map.of("LIMPID_LANG", "de", "LIMPID_DIR", dir.toString()),
                Map.of(),
                dir.resolve("none").toFile());
        CommandContext context =
                new CommandContext(environment, Optional.of(CollectionIdentity.local("telemetry.example.org")));
        assertThat(mytool(context, "off")).contains("mytool telemetry clean löscht es");
        assertThat(mytool(context, "on", "--help"))
                .contains("Aufruf: mytool telemetry on", "mytool telemetry preview zeigt es");
        assertThat(mytool(context, "--help")).contains("an telemetry.example.org gesendet werden", "Befehle:");

        assertThat(mytool(context.inEnglish(), "off")).contains("mytool telemetry clean deletes it");
        assertThat(mytool(context.inEnglish(), "--help")).contains("Commands:").doesNotContain("Befehle");
    }

    private static String mytool(CommandContext context, String... arguments) {
        CommandLine tool = new CommandLine(UserCommands.group("mytool", "A tool."));
        tool.addSubcommand(UserCommands.telemetry(context));
        StringWriter printed = new StringWriter();
        tool.setOut(new PrintWriter(printed));
        tool.setErr(new PrintWriter(printed));
        tool.execute(Stream.concat(Stream.of("telemetry"), Stream.of(arguments)).toArray(String[]::new));
        return printed.toString();
    }
}
