package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.context.TerminalColumns;
import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command's help, to the byte. */
class HelpTest {

    @TempDir
    Path folder;

    static Set<String> commands() {
        Environment environment =
                Environment.of(Map.of(), Map.of(), Path.of("none").toFile());
        return new TreeSet<>(UserCommands.limpid(new CommandContext(environment, Optional.empty()))
                .getSubcommands()
                .keySet());
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_ofEveryCommand_isGolden(String command) throws Exception {
        CommandLineRun limpid = new CommandLineRun(folder).run(command, "--help");
        assertThat(limpid.code).isZero();
        assertThat(limpid.err).isEmpty();
        Golden.assertSame("help-" + command + ".txt", limpid.out);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void help_hasAnExampleAndNoColour(String command) {
        CommandLineRun limpid = new CommandLineRun(folder).run(command, "--help");
        assertThat(limpid.out).contains("Example").doesNotContain("\u001b");
    }

    @Test
    void help_ofLimpid_isGolden() throws Exception {
        Golden.assertSame("help.txt", new CommandLineRun(folder).run("--help").out);
    }

    @Test
    void help_asASubcommandOfAnotherProgram_namesThatProgram() throws Exception {
        CommandLine tool = new CommandLine(UserCommands.group("mytool", "A tool."));
        CommandLine telemetry = UserCommands.telemetry(CollectionIdentity.local("telemetry.example.org"));
        tool.addSubcommand(telemetry);
        Golden.assertSame("help-embedded.txt", telemetry.getUsageMessage(CommandLine.Help.Ansi.OFF));
        String on =
                Objects.requireNonNull(telemetry.getSubcommands().get("on")).getUsageMessage(CommandLine.Help.Ansi.OFF);
        assertThat(on).contains("mytool telemetry on").doesNotContain("--collection");
    }

    @Test
    void completion_isAScriptThatKnowsEveryCommand() {
        CommandLineRun limpid = new CommandLineRun(folder).run("completion");
        assertThat(limpid.code).isZero();
        assertThat(limpid.out).contains(commands());
    }

    @Test
    void man_writesAPageForEveryCommand() throws Exception {
        new CommandLineRun(folder).run("man", "--to", folder.resolve("man1").toString());
        try (Stream<Path> pages = Files.list(folder.resolve("man1"))) {
            assertThat(pages.map(page -> page.getFileName().toString()))
                    .hasSize(commands().size() + 1)
                    .contains("limpid.1", "limpid-env.1");
        }
        Golden.assertSame("limpid-on.1", Files.readString(folder.resolve("man1/limpid-on.1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense --help", "--help nonsense", "nonsense -h", "env nonsense --help"})
    void unknownArguments_areReported_alsoBesideHelp(String line) {
        CommandLineRun limpid = new CommandLineRun(folder).run(line.split(" "));
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.out).isEmpty();
        assertThat(limpid.err).contains("nonsense").contains("See limpid");
    }

    @Test
    void helpWidth_followsTheTerminal_withinReadableLimits() {
        assertThat(UserCommands.helpWidth(OptionalInt.of(60))).isEqualTo(60);
        assertThat(UserCommands.helpWidth(OptionalInt.of(200))).isEqualTo(120);
        assertThat(UserCommands.helpWidth(OptionalInt.of(1))).isEqualTo(60);
        assertThat(UserCommands.helpWidth(OptionalInt.empty())).isEqualTo(100);
        assertThat(TerminalColumns.number("60")).hasValue(60);
        assertThat(TerminalColumns.number("wide")).isEmpty();
        assertThat(TerminalColumns.number(null)).isEmpty();
        assertThat(TerminalColumns.number("0")).isEmpty();
    }

    @Test
    void unknownCommand_isAUsageError() {
        CommandLineRun limpid = new CommandLineRun(folder).run("onn");
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.out).isEmpty();
        assertThat(limpid.err).startsWith("limpid: there is no command 'onn'\n").endsWith("See limpid --help\n");
    }
}
