package dev.limpid.dist.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.protocol.answer.AnswerWeek;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.settings.ServerSettings;
import dev.limpid.server.settings.ServerSettingsFile;
import dev.limpid.server.storage.ResendKey;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ServeCommandTest {

    private static final Path ROOT = Path.of(System.getProperty("limpid.root"));

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void deployedFiles_haveNothingWrong() {
        for (String file : List.of("limpid.conf", "compose.conf")) {
            assertThat(run(
                            new ServeCommand(),
                            "--check",
                            ROOT.resolve("deploy").resolve(file).toString()))
                    .as(err.toString())
                    .isZero();
        }
        assertThat(out.toString()).contains("nothing is wrong with it");
    }

    @Test
    void check_listsEveryProblemAndRunsNothing() throws Exception {
        Path file = Files.writeString(folder.resolve("limpid.conf"), "listen = here\ncolor = red\n");
        assertThat(run(new ServeCommand(), "--check", file.toString())).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(3);
        assertThat(run(new ServeCommand(), "--check", "--json", file.toString()))
                .isEqualTo(1);
        assertThat(out.toString()).startsWith("[\n  \"").contains("limpid.conf:2: ");
    }

    @Test
    void serve_onAnAddressInUse_namesIt() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + other.getLocalPort();
            Path file = Files.writeString(
                    folder.resolve("taken.conf"),
                    "listen = " + address + "\nfolder = taken\n[collection telemetry.example.org]\n");
            assertThat(run(new ServeCommand(), file.toString())).isEqualTo(3);
            assertThat(err.toString()).contains("cannot listen on " + address + ": ");
        }
    }

    @Test
    void backup_isRestoredWithEveryAnswerAndTheLog() throws Exception {
        Path file = config("one");
        LocalDate week = AnswerWeek.of(LocalDate.now(ZoneOffset.UTC));
        try (CollectionServer server = CollectionServer.start(server(file), Clock.systemUTC())) {
            HostedCollection collection = server.collections().get(0);
            collection.publishConfiguration(
                    "charts.txt",
                    Files.readString(ROOT.resolve("deploy/charts.txt")),
                    Releases.BY_HAND,
                    Participation.UNKNOWN);
            for (int i = 0; i < 20; i++) {
                collection
                        .answers()
                        .append(week, ResendKey.unique(), ("answer " + i).getBytes(StandardCharsets.UTF_8))
                        .toCompletableFuture()
                        .join();
            }
            // While the server runs.
            assertThat(run(
                            new BackupCommand(),
                            "--json",
                            file.toString(),
                            folder.resolve("backup").toString()))
                    .as(err.toString())
                    .isZero();
        }
        assertThat(out.toString())
                .contains("\"collection\" : \"telemetry.example.org\"", "\"folder\" : \"" + folder.resolve("backup"));
        Path other = config("two");
        assertThat(run(
                        new RestoreCommand(),
                        other.toString(),
                        folder.resolve("backup").toString()))
                .as(err.toString())
                .isZero();
        try (CollectionServer server = CollectionServer.start(server(other), Clock.systemUTC())) {
            HostedCollection collection = server.collections().get(0);
            List<String> answers = new ArrayList<>();
            collection.answers().read(week, answer -> answers.add(new String(answer, StandardCharsets.UTF_8)));
            assertThat(answers).hasSize(20);
            assertThat(collection.newestConfig()).contains("v1.0.0");
        }
        Path damaged = folder.resolve("backup/telemetry.example.org/log/config/checkpoint");
        Files.writeString(damaged, "other");
        assertThat(run(
                        new RestoreCommand(),
                        config("three").toString(),
                        folder.resolve("backup").toString()))
                .isNotZero();
    }

    private Path config(String name) throws Exception {
        return Files.writeString(
                folder.resolve(name + ".conf"),
                "listen = 127.0.0.1:0\nfolder = " + name + "\n[collection telemetry.example.org]\n");
    }

    private static ServerSettings server(Path file) throws Exception {
        return ServerSettingsFile.read(file);
    }

    private int run(Object command, String... arguments) {
        return UserCommands.configure(new CommandLine(command))
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
