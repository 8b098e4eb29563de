package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.server.storage.ResendKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Answers about two weeks; the older one is published for the last time a week before the newer one. */
class RetentionCommandTest {

    /** Both weeks may still be answered. */
    private static final Clock CLOCK = on("2026-11-18");

    /** No more answers about the older one can arrive. */
    private static final Clock LATER = on("2026-11-24");

    private static final LocalDate OLD = LocalDate.parse("2026-10-26");
    private static final LocalDate NEW = LocalDate.parse("2026-11-02");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void answers() throws Exception {
        file = Files.writeString(folder.resolve("limpid.conf"), """
                listen = 127.0.0.1:0
                folder = kept
                [collection telemetry.example.org]
                """);
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), CLOCK)) {
            AnswerSubmitter.decide(server);
            AnswerSubmitter.answered(server.url(), OLD, 1);
            AnswerSubmitter.answered(server.url(), OLD, 2);
            AnswerSubmitter.answered(server.url(), NEW, 3);
            server.collections().get(0).publishNow();
        }
    }

    @Test
    void week_isKeptUntilItIsPublishedForTheLastTime() throws Exception {
        assertThat(run()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("telemetry.example.org: nothing to drop\n");
        out.getBuffer().setLength(0);
        assertThat(run("--dry-run")).isZero();
        assertThat(out.toString().lines())
                .containsExactly(
                        "telemetry.example.org: 2026-10-26, 2 answers, kept until it is published for the last time,"
                                + " from 2026-11-24 on",
                        "telemetry.example.org: 2026-11-02, 1 answer, kept until it is published for the last time,"
                                + " from 2026-12-01 on");
    }

    @Test
    void week_isDroppedOnceItIsFinal_andNoOther() throws Exception {
        publishLater();
        assertThat(run("--json")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("""
                        [
                          {
                            "collection" : "telemetry.example.org",
                            "week" : "2026-10-26",
                            "stored" : 2,
                            "damaged" : false,
                            "published" : 2,
                            "from" : "2026-11-24",
                            "dropped" : true
                          }
                        ]
                        """);
        try (HostedCollection collection = open(LATER)) {
            assertThat(collection.answers().weeks()).containsExactly(NEW);
            assertThat(collection.published().answers(OLD)).isPresent();
            assertThat(collection.publishNow().weeks())
                    .as("what was dropped is not published as gone")
                    .isEmpty();
        }
    }

    @Test
    void answersInNoPublication_areKept() throws Exception {
        publishLater();
        try (HostedCollection collection = open(CLOCK)) {
            // No server accepts it any more; another node may have put it into the store that both share.
            collection
                    .answers()
                    .append(
                            OLD,
                            ResendKey.unique(),
                            AnswerSubmitter.answer(OLD, 4).getBytes(StandardCharsets.UTF_8))
                    .toCompletableFuture()
                    .join();
        }
        assertThat(run()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("telemetry.example.org: nothing to drop\n");
        out.getBuffer().setLength(0);
        assertThat(run("--dry-run")).isZero();
        assertThat(out.toString()).contains("2026-10-26, 3 answers, kept, 2 of them are published");
        publishLater();
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("2026-10-26, 3 answers, dropped");
    }

    @Test
    void weekThatLostAnswers_isKept() throws Exception {
        publishLater();
        Path segment = folder.resolve("kept/telemetry.example.org/answers")
                .resolve(OLD.toString())
                .resolve("00000001.seg");
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(whole, whole.length - 1));
        assertThat(run("--dry-run")).isZero();
        assertThat(out.toString())
                .contains("2026-10-26, 1 answer, kept, since others are damaged: see limpid log check");
        out.getBuffer().setLength(0);
        assertThat(run()).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("telemetry.example.org: nothing to drop\n");
    }

    @Test
    void dryRun_dropsNothingAndMayRunBesideAServer() throws Exception {
        publishLater();
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), CLOCK)) {
            assertThat(run("--dry-run")).isZero();
            assertThat(out.toString().lines())
                    .containsExactly(
                            "telemetry.example.org: 2026-10-26, 2 answers, would be dropped",
                            "telemetry.example.org: 2026-11-02, 1 answer, kept until it is published for the last"
                                    + " time, from 2026-12-01 on");
            assertThat(server.collections().get(0).answers().weeks()).containsExactly(OLD, NEW);
        }
    }

    @Test
    void serverThatRuns_keepsItsAnswers() throws Exception {
        publishLater();
        try (CollectionServer server = CollectionServer.start(ServerSettingsFile.read(file), CLOCK)) {
            assertThat(run()).isNotZero();
            assertThat(err.toString()).contains("another process uses this store");
            assertThat(server.collections().get(0).answers().weeks()).containsExactly(OLD, NEW);
        }
    }

    @Test
    void missingFolder_isNotCreated() throws Exception {
        Files.writeString(file, Files.readString(file).replace("folder = kept", "folder = elsewhere"));
        assertThat(run()).isZero();
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    private void publishLater() throws Exception {
        try (HostedCollection collection = open(LATER)) {
            collection.publishNow();
        }
    }

    private HostedCollection open(Clock clock) throws Exception {
        return HostedCollection.open(ServerSettingsFile.read(file).collections().get(0), clock);
    }

    private static Clock on(String day) {
        return Clock.fixed(Instant.parse(day + "T12:00:00Z"), ZoneOffset.UTC);
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = file.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return UserCommands.configure(new CommandLine(new RetentionCommand(LATER)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }
}
