package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.command.LineWrapper;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.home.Environment;
import dev.limpid.protocol.text.MessageBundle;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Help in other languages: complete for every command that exists, and as wide as the terminal. */
class TranslatedHelpTest {

    /** Text that is typed or replaced, and stays as it is. */
    private static final Pattern FIXED =
            Pattern.compile("(?<![\\w-])--?[a-z][a-z-]*|[0-9]{4}|[a-z]+\\.[a-z]+[./][a-z./]*[a-z]");

    @TempDir
    Path dir;

    /** Every line of help in English, by the key of its translation. */
    private static Map<String, String> english() {
        Map<String, String> english = new LinkedHashMap<>();
        Environment environment =
                Environment.of(Map.of(), Map.of(), Path.of("none").toFile());
        CommandLine limpid = UserCommands.limpid(new CommandContext(environment, Optional.empty()));
        english.put(
                "limpid.description.0", limpid.getCommandSpec().usageMessage().description()[0]);
        limpid.getSubcommands().forEach((name, command) -> {
            CommandSpec spec = command.getCommandSpec();
            put(english, name + ".description.", spec.usageMessage().description());
            if (!name.equals("chart")) { // is in English, except for its description in the list of commands
                put(english, name + ".footer.", spec.usageMessage().footer());
                spec.options()
                        .forEach(option ->
                                english.put(name + "." + option.longestName(), String.join(" ", option.description())));
                spec.positionalParameters()
                        .forEach(
                                one -> english.put(name + "." + one.paramLabel(), String.join(" ", one.description())));
            }
        });
        return english;
    }

    private static void put(Map<String, String> english, String key, String... lines) {
        for (int i = 0; i < lines.length; i++) {
            boolean isExample = lines[i].startsWith("Example") || lines[i].matches("  [a-z].*");
            if (!lines[i].isEmpty() && !isExample) {
                english.put(key + i, lines[i]);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja"})
    void help_isTranslatedCompletely_andNoTranslationIsUnused(String language) throws Exception {
        MessageBundle words = MessageBundle.of(TranslatedHelp.class, "help", language);
        assertThat(words.language()).isEqualTo(language);
        Properties translated = LanguageTest.read(TranslatedHelp.class, "help_" + language);
        TreeSet<String> unused = new TreeSet<>(translated.stringPropertyNames());
        unused.removeIf(key -> key.startsWith("all.") || key.startsWith("telemetry."));
        english().forEach((key, text) -> {
            String option = key.substring(key.indexOf('.') + 1);
            Optional<String> said = words.translation(key).or(() -> words.translation("all." + option));
            assertThat(said).as(key + " = " + text).isPresent();
            assertThat(fixed(said.get())).as(key).isEqualTo(fixed(text));
            unused.remove(key);
        });
        assertThat(unused).isEmpty();
        List.of("all.usage", "all.codes", "all.commands", "all.Example", "all.Examples", "telemetry.description.0")
                .forEach(key -> assertThat(words.translation(key)).as(key).isPresent());
        ExitCode.meanings()
                .keySet()
                .forEach(code -> assertThat(words.translation("all.code." + code))
                        .as(code)
                        .isPresent());
    }

    private static List<String> fixed(String text) {
        return FIXED.matcher(text).results().map(MatchResult::group).sorted().toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"de", "ja"})
    void help_ofEveryCommand_isGolden_andFitsTheTerminal(String language) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String command : HelpTest.commands()) {
            if (!command.equals("chart")) {
                CommandLineRun run = new CommandLineRun(dir);
                run.variables.put("LIMPID_LANG", language);
                run.columns = OptionalInt.of(72);
                all.append(run.run(command, "--help").out).append("\n");
            }
        }
        Golden.assertSame("help-" + language + ".txt", all.toString());
        assertThat(all.toString().lines().filter(line -> !line.startsWith("  limpid ")))
                .allSatisfy(line -> assertThat(LineWrapper.width(line)).as(line).isLessThanOrEqualTo(74));
    }

    @Test
    void help_ofTheCommandItself_isInTheReadersLanguage() {
        CommandLineRun run = new CommandLineRun(dir);
        run.variables.put("LIMPID_LANG", "de");
        assertThat(run.run("--help").out).contains("Befehle:", "Nichts zählen, nichts schreiben, nichts senden.");
        assertThat(run.run().err).contains("Befehle:");
    }
}
