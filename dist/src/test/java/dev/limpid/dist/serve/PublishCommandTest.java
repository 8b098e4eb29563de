package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.tlog.Sha256;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator does by hand with a collection that has answers and is not being served. */
class PublishCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);

    private static final LocalDate WEEK = LocalDate.parse("2026-11-02");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void answers() throws Exception {
        file = configuration("telemetry.example.org");
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), CLOCK)) {
            AnswerSubmitter.decide(server);
            AnswerSubmitter.answered(server.url(), WEEK, 1);
            AnswerSubmitter.answered(server.url(), WEEK, 1);
            AnswerSubmitter.answered(server.url(), WEEK, 7);
        }
    }

    private Path configuration(String collection) throws Exception {
        return Files.writeString(
                folder.resolve("limpid.conf"),
                "listen = 127.0.0.1:0\n[collection " + collection + "]\nfolder = kept\n",
                StandardCharsets.UTF_8);
    }

    @Test
    void publish_saysWhatIsNewAndThenThatNothingIs() {
        assertThat(run("--json")).as(err.toString()).isZero();
        assertThat(out.toString()).startsWith("""
                        {
                          "version" : "v0.1.0",
                          "weeks" : [
                            {
                              "week" : "2026-11-02",
                              "state" : "provisional",
                              "answers" : 3,
                              "revision" : 0
                            }
                          ],
                          "removed" : [ ],
                          "periods" : [
                        """);
        out.getBuffer().setLength(0);
        assertThat(run()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("Nothing new to publish.\n");
    }

    @Test
    void week_isPublishedOnceMostAnswersAreIn_andAgainOnceNoMoreCanArrive() {
        assertThat(runOn("2026-11-15")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("Nothing new to publish.\n");
        assertThat(runOn("2026-11-16")).isZero();
        assertThat(out.toString())
                .contains("2026-11-02: 3 answers, provisional", "Published as v0.1.0, with the charts of 2 periods.");
        out.getBuffer().setLength(0);
        assertThat(runOn("2026-11-30")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("Nothing new to publish.\n");
        assertThat(runOn("2026-12-01")).isZero();
        assertThat(out.toString()).contains("2026-11-02: 3 answers, final", "Published as v0.2.0, ");
    }

    @Test
    void show_listsEveryDistinctAnswer_evenBesideAServer() throws Exception {
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), CLOCK)) {
            assertThat(run("--show", WEEK.toString())).as(err.toString()).isZero();
            assertThat(out.toString().lines())
                    .containsExactly(
                            digest(1) + "  N 2, example.org/tool/tool-start, 1 count, the largest 1",
                            digest(7) + "  N 1, example.org/tool/tool-start, 1 count, the largest 7");
            AnswerSubmitter.answered(server.url(), WEEK, 7);
            out.getBuffer().setLength(0);
            assertThat(run("--json", "--show", WEEK.toString())).isZero();
            assertThat(out.toString().lines())
                    .containsExactly(
                            "{\"SHA256\":\"" + digest(1) + "\",\"N\":2,\"Answer\":" + AnswerSubmitter.answer(WEEK, 1)
                                    + "}",
                            "{\"SHA256\":\"" + digest(7) + "\",\"N\":2,\"Answer\":" + AnswerSubmitter.answer(WEEK, 7)
                                    + "}");
            assertThat(run()).as("publishing is the server's now").isEqualTo(3);
            assertThat(err.toString()).contains("is locked: another process uses this log");
        }
    }

    @Test
    void without_takesADistinctAnswerOut_andItStaysOut() {
        assertThat(run()).isZero();
        out.getBuffer().setLength(0);
        assertThat(run("--without", digest(1).toUpperCase(Locale.ROOT)))
                .as(err.toString())
                .isZero();
        assertThat(out.toString())
                .contains(
                        "2026-11-02: " + digest(1) + " is taken out",
                        "2026-11-02: 1 answer, provisional, revision 1",
                        "Published as v0.2.0, ");
        out.getBuffer().setLength(0);
        assertThat(run("--without", digest(1))).as("once more").isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("Nothing new to publish.\n");
        assertThat(runOn("2026-12-01")).isZero();
        assertThat(out.toString()).contains("2026-11-02: 1 answer, final");
    }

    @Test
    void without_anAnswerThatNobodyGave_isRefused_andNothingIsPublished() {
        assertThat(run("--without", "0".repeat(64))).isEqualTo(1);
        assertThat(err.toString()).contains("no answer has the digest " + "0".repeat(64));
        assertThat(run("--without", digest(1), "--without", "0".repeat(64))).isEqualTo(1);
        assertThat(out.toString()).isEmpty();
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("2026-11-02: 3 answers, provisional", "Published as v0.1.0, ");
    }

    private static String digest(long starts) {
        return Sha256.hex(AnswerSubmitter.answer(WEEK, starts).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void publish_intoAnotherCollectionsFolder_isRefused() throws Exception {
        configuration("other.example.org");
        assertThat(run()).isEqualTo(3);
        assertThat(err.toString()).contains("is the log of telemetry.example.org/config, expected other.example.org");
    }

    @Test
    void publish_ofAMistypedFolder_makesNoCollection() throws Exception {
        Files.writeString(file, Files.readString(file).replace("kept", "elsewhere"));
        assertThat(run()).isEqualTo(3);
        assertThat(err.toString()).contains("elsewhere/log: there is no log yet");
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void damagedNoteOfTheLastRun_isWrittenAgain() throws Exception {
        assertThat(run()).isZero();
        Path note = folder.resolve("kept/published/last-run");
        String whole = Files.readString(note);
        for (byte[] damaged : new byte[][] {{}, "junk".getBytes(StandardCharsets.UTF_8), {(byte) 0xff, 0, 10}}) {
            Files.write(note, damaged);
            assertThat(run()).as(err.toString()).isZero();
            assertThat(note).hasContent(whole);
        }
        assertThat(out.toString()).endsWith("Nothing new to publish.\n");
    }

    @Test
    void publish_withoutSomethingThatIsNotADigest_isAUsageError() {
        for (String digest : new String[] {"zz", "", "0".repeat(63), "0".repeat(65), "g".repeat(64)}) {
            err.getBuffer().setLength(0);
            assertThat(run("--without", digest)).as(digest).isEqualTo(2);
            assertThat(err.toString())
                    .contains("--without is \"" + digest + "\", expected a SHA-256 of 64 hexadecimal digits");
        }
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... options) {
        return run(CLOCK, options);
    }

    private int runOn(String day) {
        return run(Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC));
    }

    private int run(Clock clock, String... options) {
        return UserCommands.configure(new CommandLine(new PublishCommand(clock)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(options), Stream.of(file.toString()))
                        .toArray(String[]::new));
    }
}
