package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.Releases;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.ServerConfigFile;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Reports of two weeks, of which the older one is published. */
class RetentionCommandTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-18T12:00:00Z"), ZoneOffset.UTC);
    static final LocalDate OLD = LocalDate.parse("2026-11-09");
    private static final LocalDate NEW = LocalDate.parse("2026-11-16");
    private static final String REPORT =
            "{\"Week\":\"%s\",\"X\":0,\"Config\":\"v1.0.0\",\"Programs\":[{\"Program\":\"example.org/tool\","
                    + "\"Version\":\"1.0.0\",\"Runtime\":\"java17\",\"OS\":\"linux\",\"Arch\":\"amd64\","
                    + "\"Counters\":{\"tool/start\":%d},\"Stacks\":{}}]}";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Path file = Path.of("");

    @BeforeEach
    void reports() throws Exception {
        file = Files.writeString(folder.resolve("limpid.conf"), """
                listen = 127.0.0.1:0
                folder = kept
                [collection telemetry.example.org]
                keep-reports = 30d
                """);
        try (CollectionServer server = CollectionServer.start(ServerConfigFile.read(file), CLOCK)) {
            decideAndSend(server, OLD, 1);
            send(server.url(), OLD, 2);
            server.collections().get(0).publishThrough(OLD);
            send(server.url(), NEW, 3);
        }
    }

    @Test
    void dryRun_showsEveryWeekAndDropsNothingWhileAServerRuns() throws Exception {
        try (CollectionServer server = CollectionServer.start(ServerConfigFile.read(file), CLOCK)) {
            assertThat(run(60, "--dry-run")).isZero();
            assertThat(out.toString().lines())
                    .containsExactly(
                            "telemetry.example.org: 2026-11-09, 2 reports, would be dropped",
                            "telemetry.example.org: 2026-11-16, 1 report, kept, 0 of them published");
            assertThat(server.collections().get(0).reports().weeks()).containsExactly(OLD, NEW);
        }
    }

    @Test
    void serverThatRuns_keepsItsReports() throws Exception {
        try (CollectionServer server = CollectionServer.start(ServerConfigFile.read(file), CLOCK)) {
            assertThat(run(60)).isNotZero();
            assertThat(err.toString()).contains("in use by another server");
            assertThat(server.collections().get(0).reports().weeks()).containsExactly(OLD, NEW);
        }
    }

    @Test
    void oldWeek_isDroppedOnceItIsPublishedAndNotBefore() throws Exception {
        assertThat(run(30)).isZero();
        assertThat(out.toString()).isEqualTo("telemetry.example.org: nothing to drop\n");
        assertThat(run(60, "--json")).isZero();
        assertThat(out.toString()).endsWith("""
                        [
                          {
                            "collection" : "telemetry.example.org",
                            "week" : "2026-11-09",
                            "stored" : 2,
                            "published" : 2,
                            "from" : "2026-12-10",
                            "dropped" : true
                          }
                        ]
                        """);
        try (CollectionServer server = CollectionServer.start(ServerConfigFile.read(file), CLOCK)) {
            HostedCollection collection = server.collections().get(0);
            assertThat(collection.reports().weeks())
                    .as("the week that is not published")
                    .containsExactly(NEW);
            assertThat(collection.published().reports(OLD)).isPresent();
        }
    }

    @Test
    void folderThatIsNotThere_isNotMade() throws Exception {
        Files.writeString(file, Files.readString(file).replace("folder = kept", "folder = elsewhere"));
        assertThat(run(60)).isZero();
        assertThat(folder.resolve("elsewhere")).doesNotExist();
    }

    @Test
    void keep_isTakenInsteadOfTheSetting() {
        assertThat(run(60, "--dry-run", "--keep", "90d")).isZero();
        assertThat(out.toString()).contains("2026-11-09, 2 reports, kept until 2027-02-08");
        assertThat(run(60, "--dry-run", "--keep", "soon")).isEqualTo(2);
    }

    /** Runs it so many days after the older week's end. */
    private int run(int days, String... arguments) {
        Clock later = Clock.offset(CLOCK, Duration.ofDays(days - 9));
        String[] all = new String[arguments.length + 1];
        all[0] = file.toString();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        return UserCommands.dressed(new CommandLine(new RetentionCommand(later)))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
    }

    /** Publishes a configuration and sends a report that it lets through. */
    static void decideAndSend(CollectionServer server, LocalDate week, int count) throws Exception {
        server.collections()
                .get(0)
                .publishConfiguration(
                        "charts.txt",
                        Files.readString(Path.of(System.getProperty("limpid.root"), "deploy/charts.txt")),
                        Releases.BY_HAND,
                        Participation.UNKNOWN);
        send(server.url(), week, count);
    }

    private static void send(URI url, LocalDate week, int count) throws Exception {
        int status = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(url.resolve("upload/" + week))
                                .POST(BodyPublishers.ofString(REPORT.formatted(week, count)))
                                .build(),
                        BodyHandlers.ofString())
                .statusCode();
        assertThat(status).isEqualTo(200);
    }
}
