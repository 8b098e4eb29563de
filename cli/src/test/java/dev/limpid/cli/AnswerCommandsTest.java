package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Waiting answers and sent answers, as the commands show them. */
class AnswerCommandsTest {

    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final String COMMANDS =
            "{\"Week\":\"2026-11-09\",\"Config\":\"v1.4.0\",\"Chart\":\"org.example/tool/commands\","
                    + "\"Builds\":[{\"Version\":\"1.4.0\",\"Counts\":{\"build\":3,\"test\":1}}]}";
    private static final String CRASHES =
            "{\"Week\":\"2026-11-09\",\"Config\":\"v1.4.0\",\"Chart\":\"org.example/tool/crashes\","
                    + "\"Builds\":[{\"Counts\":{}}]}";

    @TempDir
    Path dir;

    private CommandLineRun limpid;
    private TelemetryHome home;

    @BeforeEach
    void home() throws IOException {
        limpid = new CommandLineRun(dir);
        home = TelemetryHome.of(CommandLineRun.COLLECTION, limpid.environment());
        Files.createDirectories(home.local());
        Files.createDirectories(home.upload());
        Files.writeString(home.modeFile(), "on 2026-10-01\n");
    }

    @Test
    void sent_describesAnswersInWords_andPrintsThemExactlyIfAsked() throws IOException {
        Files.writeString(home.upload().resolve("2026-11-13.ndjson"), COMMANDS + "\n" + CRASHES + "\n");
        Files.writeString(home.local().resolve("2026-11-13.note"), "outcome: sent\nwhen: 2026-11-14T08:00:00Z\n");
        assertThat(limpid.run("sent").out).isEqualTo("""
                        week ended 2026-11-13  2 answers sent  2026-11-14T08:00:00Z
                          org.example/tool/commands: version 1.4.0: build 3, test 1
                          org.example/tool/crashes: ran, but counted none of this
                        """);
        assertThat(limpid.run("sent", "2026-11-13").out).isEqualTo(COMMANDS + "\n" + CRASHES + "\n");
        assertThat(limpid.run("sent", "2026-11-20").code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.run("verify", "--offline").out)
                .contains("2 well-formed answers, of which 2 name a configuration that is not kept here");
        Files.writeString(home.upload().resolve("2026-11-13.ndjson"), "{}\n");
        assertThat(limpid.run("verify", "--offline").out).contains("WRONG  sent 2026-11-13");
    }

    @Test
    void fileThatCannotBeRead_isNamed_andHidesNothingElse() throws IOException {
        Files.writeString(home.upload().resolve("2026-11-06.ndjson"), COMMANDS + "\n");
        Files.createDirectories(home.upload().resolve("2026-11-13.ndjson"));
        Files.createDirectories(home.local().resolve("refused"));
        Files.writeString(home.local().resolve("refused/2026-11-06.ndjson"), CRASHES + "\n");
        Files.write(home.local().resolve("refused/2026-11-06.txt"), new byte[] {(byte) 0xff});
        Files.write(home.folder().resolve("collection.properties"), new byte[] {'x'});

        limpid.run("sent");
        assertThat(limpid.code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.out)
                .contains("org.example/tool/commands: version 1.4.0: build 3, test 1")
                .contains("2026-11-06.txt: found bytes that are not UTF-8, expected text");
        assertThat(limpid.err)
                .contains("2026-11-13.ndjson cannot be read: found a folder, expected a regular file; the week that"
                        + " ended 2026-11-13 is left out")
                .contains("collection.properties: damaged");

        Files.delete(home.folder().resolve("collection.properties"));
        assertThat(limpid.run("verify", "--offline").out)
                .contains("ok     sent 2026-11-06")
                .contains("WRONG  sent 2026-11-13: 2026-11-13.ndjson cannot be read: found a folder");
    }

    /** A full disk accepts a file's name, but not its content. */
    @Test
    void failureThatCouldNotBeRecorded_isStillReported() throws IOException {
        Files.createFile(home.local().resolve("tool.trouble"));
        assertThat(limpid.run("env").out).contains("counting stopped, and the reason could not be written");
    }

    @Test
    void preview_showsWaitingAnswers_andNeverTheirTokens() throws IOException {
        Files.writeString(
                home.local().resolve("2026-11-13.answers"), "limpid answers v1\n" + TOKEN + " " + COMMANDS + "\n");
        Files.writeString(
                home.local().resolve("local.2026-11-13.json"),
                "{\"Week\":\"2026-11-13\",\"LastWeek\":\"\",\"X\":0.5,\"Config\":\"\",\"Programs\":[]}");
        limpid.run("preview");
        assertThat(limpid.out)
                .contains("week ended 2026-11-13: 1 answer decided, to be sent as it is")
                .contains("org.example/tool/commands\n  distinguishes builds by version\n")
                .contains("version 1.4.0: build 3, test 1\n")
                .contains(COMMANDS)
                .doesNotContain(TOKEN);
        assertThat(limpid.run("preview", "--json").out)
                .contains("\"decided\" : true")
                .doesNotContain(TOKEN);
        assertThat(limpid.run("sent").out).startsWith("Nothing has been sent");
    }
}
