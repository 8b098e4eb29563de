package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.ServerConfigFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What an operator does by hand with a collection that has reports and is not served just now. */
class PublishCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void reports() throws Exception {
        file = configuration("telemetry.example.org");
        try (CollectionServer server = CollectionServer.start(ServerConfigFile.read(file), CLOCK)) {
            RetentionCommandTest.decideAndSend(server, RetentionCommandTest.OLD, 1);
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
                          "days" : [
                            {
                              "date" : "2026-11-09",
                              "reports" : 1,
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
    void publish_untilADay_leavesLaterOnes() {
        assertThat(run("--through", "2026-11-08")).isZero();
        assertThat(out.toString()).isEqualToNormalizingNewlines("Nothing new to publish.\n");
        assertThat(run()).isZero();
        assertThat(out.toString()).contains("2026-11-09: 1 report", "Published as v0.1.0, with the charts of ");
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
    void noteOfTheLastRunThatIsDamaged_isMadeAgain() throws Exception {
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
    void publish_withoutWhatIsNoDigest_isACommandLineThatCannotBeUnderstood() {
        for (String digest : new String[] {"zz", "", "0".repeat(63), "0".repeat(65), "g".repeat(64)}) {
            err.getBuffer().setLength(0);
            assertThat(run("--without", digest)).as(digest).isEqualTo(2);
            assertThat(err.toString())
                    .contains("--without is \"" + digest + "\", expected a SHA-256 of 64 hexadecimal digits");
        }
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... options) {
        return UserCommands.dressed(new CommandLine(new PublishCommand(CLOCK)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of(options), Stream.of(file.toString()))
                        .toArray(String[]::new));
    }
}
