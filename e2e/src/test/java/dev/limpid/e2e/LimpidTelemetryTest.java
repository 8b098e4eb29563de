package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.dist.Main;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.ProgramRunner.Result;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code limpid} counts about itself, and when it does not: real processes, each a command as a user runs it. */
class LimpidTelemetryTest {

    private static final String OTHER = "telemetry.example.org";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void command_isCountedByItsName_andByHowItEnded_andByNothingThatWasTyped() throws Exception {
        limpid("env");
        limpid("preview", "--nonsense");
        limpid("ann@example.org");

        Result csv = limpid("csv");

        assertThat(csv.out())
                .contains(",limpid.dev/limpid,devel,", "command:env,", "command:preview,", "command:none,", "exit:2,")
                .doesNotContain("nonsense", "ann");
    }

    @Test
    void variableOff_countsNothing_andMakesNoFile() throws Exception {
        assertThat(runner().variable("LIMPID", "off").run("list").exitCode()).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void off_isTheLastThingThatIsWritten() throws Exception {
        limpid("list");
        TelemetryHome home = home();
        Map<String, String> before = files(home.local());
        assertThat(before).isNotEmpty();

        assertThat(limpid("off").out()).contains(CommandContext.OWN);
        limpid("list");

        assertThat(files(home.local())).containsExactlyInAnyOrderEntriesOf(before);
    }

    @Test
    void offForAnyCollection_appliesToThisOneToo_unlessItsUserChoseOtherwise() throws Exception {
        limpid("off", "--collection", OTHER);
        limpid("list");
        assertThat(folder.resolve(CommandContext.OWN)).doesNotExist();

        limpid("local", "--collection", CommandContext.OWN);
        limpid("list");
        assertThat(limpid("csv", "--collection", CommandContext.OWN).out()).contains("command:list,");
    }

    @Test
    void off_asTheFirstCommandOfAMachine_appliesToThisCollection_andCountsNothing() throws Exception {
        assertThat(limpid("off").out()).contains(CommandContext.OWN);
        limpid("list");

        assertThat(home().local()).doesNotExist();
    }

    @Test
    void offForAll_asTheFirstCommandOfAMachine_appliesToThisCollection_andCountsNothing() throws Exception {
        assertThat(limpid("off", "--all").out()).contains(CommandContext.OWN);

        assertThat(home().local()).doesNotExist();
    }

    @Test
    void off_thatCouldNotBeCarriedOut_isNotCounted() throws Exception {
        limpid("off", "--collection");

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void env_saysWhichChoiceOffIsTakenFrom() throws Exception {
        limpid("list");
        limpid("off", "--collection", OTHER);

        assertThat(limpid("env", "--collection", CommandContext.OWN).out())
                .containsPattern("mode +off")
                .contains(OTHER);
        assertThat(limpid("list").out()).contains(CommandContext.OWN + "  off");
    }

    @Test
    void count_withoutACollection_doesNotMeanThisOne() throws Exception {
        limpid("list");

        Result count = limpid("count", "--program", "example.org/tool", "tool/run");

        assertThat(count.exitCode()).isEqualTo(2);
        assertThat(count.err()).contains("no collection is known");
        assertThat(limpid("csv").out()).contains("command:count,").doesNotContain("tool/run");
    }

    @Test
    void ownCollection_isNotUsed_ifThereIsAnotherAndNobodyNamedIt() throws Exception {
        limpid("local", "--collection", OTHER);
        limpid("list");

        assertThat(limpid("preview").out()).doesNotContain("limpid.dev/limpid");
        assertThat(limpid("env", "--json").out()).contains(OTHER).doesNotContain(CommandContext.OWN);
        assertThat(limpid("list").out()).contains(OTHER, CommandContext.OWN);
    }

    @Test
    void homeThatCannotBeWritten_changesNothingOfWhatACommandSaysAndEndsWith() throws Exception {
        limpid("local", "--collection", OTHER);
        Result counted = limpid("preview", "--json");
        Path closed = Files.writeString(folder.resolve("a file"), "");
        Result uncounted = runner().variable(
                        "LIMPID_DIR", closed.resolve("home").toString())
                .run("verify", "--help");
        Result usual = limpid("verify", "--help");

        assertThat(uncounted).isEqualTo(usual);
        assertThat(counted.err()).isEmpty();
        assertThat(limpid("preview", "--json").out()).isEqualTo(counted.out());
    }

    private Result limpid(String... arguments) throws Exception {
        return runner().run(arguments);
    }

    private ProgramRunner runner() {
        return ProgramRunner.of(Main.class).home(folder);
    }

    private TelemetryHome home() {
        return TelemetryHome.of(
                CommandContext.OWN,
                Environment.of(Map.of("LIMPID_DIR", folder.toString()), Map.of(), new File(folder.toFile(), "none")));
    }

    private static Map<String, String> files(Path folder) throws Exception {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .collect(Collectors.toMap(Path::toString, LimpidTelemetryTest::bytes));
        }
    }

    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
