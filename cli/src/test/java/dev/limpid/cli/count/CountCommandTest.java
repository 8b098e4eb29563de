package dev.limpid.cli.count;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.limpid.cli.CommandLineRun;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.Telemetry;
import dev.limpid.counter.TelemetryOptions;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CountCommandTest {

    @TempDir
    Path dir;

    private CommandLineRun limpid;

    @BeforeEach
    void moveHome() {
        limpid = new CommandLineRun(dir);
    }

    @Test
    void count_createsTheHome_andAddsUp() throws IOException {
        count("tool/run", "tool/files=12", "tool/language:en");
        count("tool/run", "tool/files=0", "tool/size:<=10=3");

        assertThat(limpid.code).isZero();
        assertThat(limpid.out + limpid.err).isEmpty();
        assertThat(counted().counts())
                .isEqualTo(Map.of("tool/run", 2L, "tool/files", 12L, "tool/language:en", 1L, "tool/size:<=10", 3L));
        assertThat(counted().metadata())
                .containsEntry("Program", "org.example/tool.sh")
                .containsEntry("Version", "1.4.0")
                .containsEntry("Runtime", "sh")
                .containsEntry("TimeBegin", "2026-11-20T00:00:00Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"LIMPID=off", "DO_NOT_TRACK=1", "CI=true"})
    void count_inModeOff_succeedsAndCreatesNothing(String variable) throws IOException {
        String[] parts = variable.split("=", -1);
        limpid.variables.put(parts[0], parts[1]);

        count("tool/run");

        assertThat(limpid.code).isZero();
        assertThat(limpid.out + limpid.err).isEmpty();
        assertThat(dir).isEmptyDirectory();
        count("--verbose", "tool/run");
        assertThat(limpid.out)
                .contains("nothing was counted: the mode is off, because")
                .contains(parts[0]);
        assertThat(dir).isEmptyDirectory();
    }

    @Test
    void json_saysWhetherItWasCounted() {
        count("--json", "tool/run");
        assertThat(limpid.out)
                .startsWith("{")
                .contains("\"counted\" : true", "\"collection\" : \"telemetry.example.org\"");
        limpid.variables.put("LIMPID", "off");
        count("--json", "tool/run");
        assertThat(limpid.out).contains("\"counted\" : false", "LIMPID");
    }

    @Test
    void count_afterOff_writesNothing() throws IOException {
        limpid.run("off", "-C", CommandLineRun.COLLECTION);
        count("tool/run");
        assertThat(limpid.code).isZero();
        assertThat(home().local()).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b",
                "a:b:c",
                "",
                "=3",
                "a=",
                "a=x",
                "a=-1",
                "a=+1",
                "a=1.5",
                "a\nb",
                "a=99999999999999999999",
                "tool/\u00fc",
                "tool/\ufffd",
                "tool/\ud83d\ude00",
                "tool/\u200b",
                "tool/\u007f",
                ":a",
                "a:",
                ":",
                "a:=2",
                "a=\u0663"
            })
    void count_ofAWrongName_isAUsageError_andCountsNothing(String argument) {
        count("tool/run", argument);
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.err).startsWith("limpid count: ").contains("expected").contains("See limpid count --help");
        assertThat(dir).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "tool/\u00fc", "a=x", "a:"})
    void count_ofAWrongName_inModeOff_succeeds(String argument) {
        limpid.variables.put("LIMPID", "off");
        count("tool/run", argument);
        assertThat(limpid.code).isZero();
        assertThat(limpid.out + limpid.err).isEmpty();
        assertThat(dir).isEmptyDirectory();

        count("--verbose", argument);
        assertThat(limpid.code).isZero();
        assertThat(limpid.out.replaceAll("\\s+", " "))
                .contains("nothing was counted: the mode is off", "expected", "LIMPID");
    }

    @Test
    void longestName_isCounted_andALongerOneIsNot() throws IOException {
        String longest = "n".repeat(4096);
        count(longest);
        assertThat(counted().counts()).isEqualTo(Map.of(longest, 1L));
        count(longest + "n");
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void count_withoutAProgram_isAUsageError() {
        limpid.run("count", "-C", CommandLineRun.COLLECTION, "tool/run");
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.err).contains("expected --program or --properties");
    }

    @Test
    void properties_nameProgramVersionAndCollection() throws IOException {
        Path file = properties("program=org.example/tool\nversion=2.0-SNAPSHOT\ncollection=telemetry.example.org\n");
        limpid.run("count", "--properties", file.toString(), "--runtime", "python3.11", "tool/run");
        assertThat(limpid.err).isEmpty();
        assertThat(counted().metadata())
                .containsEntry("Program", "org.example/tool")
                .containsEntry("Version", "devel")
                .containsEntry("Runtime", "python3.11");
        limpid.run("count", "-C", "other.example.org", "--properties", file.toString(), "tool/run");
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.err).contains("belongs to the collection telemetry.example.org, but the command to");
    }

    @Test
    void programOffByDefault_countsNothingUntilTheUserChooses() throws IOException {
        Path file =
                properties("program=org.example/tool\nversion=2.0\ncollection=telemetry.example.org\ndefault=off\n");
        limpid.run("count", "--properties", file.toString(), "tool/run");
        assertThat(limpid.code).isZero();
        assertThat(home().folder()).doesNotExist();
        limpid.run("local", "-C", CommandLineRun.COLLECTION);
        limpid.run("count", "--properties", file.toString(), "tool/run");
        assertThat(counted().counts()).containsEntry("tool/run", 1L);
    }

    @Test
    void propertiesWithoutARequiredKey_areAUsageErrorThatNamesIt() throws IOException {
        limpid.run("count", "--properties", properties("program=a/b\n").toString(), "tool/run");
        assertThat(limpid.code).isEqualTo(ExitCode.USAGE);
        assertThat(limpid.err).contains("has no collection");
        limpid.run("count", "--properties", dir.resolve("none").toString(), "tool/run");
        assertThat(limpid.code).isEqualTo(ExitCode.FAILED);
        assertThat(limpid.err).contains("there is no such file");
    }

    @Test
    void failedCount_saysHowManyEventsWereCounted() throws IOException {
        Files.createDirectories(home().local().resolve("weekends"));
        count("tool/run");
        assertThat(limpid.code).isEqualTo(ExitCode.FAILED);
        assertThat(limpid.err).contains("counted 0 of 1, then: cannot read").contains("weekends");
    }

    @Test
    void count_intoALongJournal_foldsIt_andLosesNothing() throws IOException {
        count("tool/run=5");
        Path journal = CountedWeek.in(home()).get(0).parts().get(0);
        Files.write(journal, new byte[(int) JournalFold.LONG + 1], StandardOpenOption.APPEND);
        count("tool/run");
        assertThat(CountedWeek.in(home()).get(0).parts())
                .singleElement()
                .asString()
                .endsWith(".v1.journal.1");
        count("tool/run");
        assertThat(counted().counts()).isEqualTo(Map.of("tool/run", 7L));
    }

    /** The command has its own rules for the names of programs: they must agree with the library's. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", "a b", "org.example/tool", "ä", "a\u007f", "-SNAPSHOT", "1-SNAPSHOT", "unknown", "devel"})
    void programNamesAndVersions_areCheckedByTheRulesOfTelemetry(String text) throws IOException {
        Path there = Files.createDirectories(dir.resolve("there"));
        Telemetry telemetry = Telemetry.start(TelemetryOptions.builder()
                .home(TelemetryHome.at("telemetry.example.org", there))
                .program(text, "1")
                .environment(limpid.environment())
                .build());
        boolean taken = telemetry.isCounting();
        telemetry.close();
        if (taken) {
            assertThatCode(() -> new CountedProgram(text, "1", "sh", Optional.empty()))
                    .doesNotThrowAnyException();
        } else {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new CountedProgram(text, "1", "sh", Optional.empty()));
        }
        boolean release = !text.isEmpty() && !text.equals("unknown") && !text.endsWith("-SNAPSHOT");
        assertThat(CountedProgram.releaseOrDevel(text)).isEqualTo(release ? text : "devel");
    }

    private void count(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "count",
                "-C",
                CommandLineRun.COLLECTION,
                "--program",
                "org.example/tool.sh",
                "--program-version",
                "1.4.0"));
        arguments.addAll(List.of(more));
        limpid.run(arguments.toArray(new String[0]));
    }

    private Path properties(String text) throws IOException {
        return Files.writeString(dir.resolve("program.properties"), text);
    }

    private TelemetryHome home() {
        return TelemetryHome.of(CommandLineRun.COLLECTION, limpid.environment());
    }

    private CountFileContents counted() throws IOException {
        assertThat(CountedWeek.in(home())).hasSize(1);
        return CountedWeek.in(home()).get(0).read();
    }
}
