package dev.limpid.dist;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.ExitCode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What the lists of commands show: the first line of a description, which must therefore be a complete sentence. */
class CommandListTest {

    @Test
    void everyCommand_isDescribedByWholeShortSentences() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine("--help"), all);
        assertThat(all)
                .hasSizeGreaterThan(25)
                .allSatisfy(command -> assertThat(
                                command.getCommandSpec().usageMessage().description()[0])
                        .as(command.getCommandSpec().qualifiedName())
                        .matches("[A-Z].*\\.")
                        .hasSizeLessThan(115));
    }

    @Test
    void everyCommand_showsAnExampleThatBeginsWithItsName_andOneHelpOption() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine("--help"), all);
        assertThat(all)
                .filteredOn(command -> command.getSubcommands().isEmpty())
                .allSatisfy(command -> {
                    String name = command.getCommandSpec().qualifiedName();
                    assertThat(command.getCommandSpec().usageMessage().footer())
                            .as(name)
                            .anyMatch(line -> line.contains(name));
                    assertThat(command.getUsageMessage())
                            .as(name)
                            .contains("Show this help.", "Exit codes:", "  2   the command line cannot be understood");
                });
    }

    /** So that it can be copied: a longer line would be broken inside a word. */
    @Test
    void everyExample_fitsOnItsLine() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine("--help"), all);
        assertThat(all).allSatisfy(command -> {
            List<String> examples = Arrays.stream(
                            command.getCommandSpec().usageMessage().footer())
                    .filter(line -> line.startsWith("  limpid"))
                    .map(line -> String.format(line))
                    .toList();
            assertThat(command.getUsageMessage().lines()).containsAll(examples);
        });
    }

    @Test
    void everyCommand_thatIsNotUnderstood_exitsWith2AndNamesItsHelp() {
        List<CommandLine> all = new ArrayList<>();
        collect(Main.commandLine("--help"), all);
        assertThat(all).allSatisfy(command -> {
            String name = command.getCommandSpec().qualifiedName();
            StringWriter err = new StringWriter();
            String[] arguments =
                    (name + " --nonsense").substring("limpid ".length()).split(" ");
            int code = Main.commandLine(arguments)
                    .setErr(new PrintWriter(err, true))
                    .execute(arguments);
            assertThat(code).as(name).isEqualTo(ExitCode.USAGE);
            assertThat(err.toString()).startsWith(name + ": ").endsWith("See " + name + " --help\n");
        });
    }

    @Test
    void version_saysWhichLimpidAndWhichJava() {
        StringWriter out = new StringWriter();
        int code = Main.commandLine("--version").setOut(new PrintWriter(out)).execute("--version");
        assertThat(code).isZero();
        assertThat(out.toString()).matches("limpid \\S+, Java \\d+.*\\R");
    }

    @Test
    void failures_nameTheThingAndWhatWasFound_andDoNotBlameLimpid() {
        assertThat(complaint("serve", "--check", "gone.conf"))
                .isEqualTo("limpid serve: gone.conf: there is no such file");
        assertThat(complaint("charts", "--config", "gone.zip", "gone.ndjson"))
                .isEqualTo("limpid charts: gone.zip: there is no such file");
        assertThat(complaint("verify-data", "nonsense"))
                .startsWith("limpid verify-data: ")
                .endsWith("'nonsense' is not an address, expected one such as https://telemetry.example.org/");
        assertThat(complaint("config", "plan", "--participation", "tool=many", "charts.txt"))
                .endsWith("'many' is not a whole number in range, expected one such as 2000");
        assertThat(complaint("sent", "2020-13-01"))
                .contains("'2020-13-01' is not a date, expected one such as 2026-11-20")
                .doesNotContain("java");
    }

    /** What a failing command prints on standard error, without its help. */
    private static String complaint(String... arguments) {
        StringWriter err = new StringWriter();
        int code =
                Main.commandLine(arguments).setErr(new PrintWriter(err, true)).execute(arguments);
        assertThat(code).isNotZero();
        return err.toString().lines().findFirst().orElse("");
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().forEach(below -> collect(below, all));
    }
}
