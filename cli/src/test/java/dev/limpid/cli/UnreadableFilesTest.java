package dev.limpid.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.context.ExitCode;
import dev.limpid.cli.verify.LogCheckResult;
import dev.limpid.cli.view.HomeReader;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.web.words.SiteMessages;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commands name files of a home that cannot be read; everything that does not need them continues. */
class UnreadableFilesTest {

    @TempDir
    Path dir;

    private CommandLineRun limpid;
    private Path home;

    @BeforeEach
    void homeWithAWeekThatEnded() throws IOException {
        limpid = new CommandLineRun(dir);
        limpid.variables.put("LIMPID_NOW", "2026-08-21T12:00:00Z");
        home = dir.resolve(CommandLineRun.COLLECTION);
        Path vectors = Path.of(System.getProperty("limpid.root"), "spec/vectors/report/telemetry-dir/local");
        Files.createDirectories(home.resolve("local"));
        try (Stream<Path> files = Files.list(vectors)) {
            for (Path file : files.toList()) {
                Files.copy(file, home.resolve("local").resolve(file.getFileName()));
            }
        }
        Files.writeString(home.resolve("mode"), "on 2026-07-01\n");
    }

    /** What may be in place of a file. */
    enum Odd {
        NONSENSE {
            @Override
            void make(Path file) throws IOException {
                Files.writeString(file, "nonsense \\uZZ\n");
            }
        },
        NO_TEXT {
            @Override
            void make(Path file) throws IOException {
                Files.write(file, new byte[] {(byte) 0xff, '\n'});
            }
        },
        EMPTY {
            @Override
            void make(Path file) throws IOException {
                Files.createFile(file);
            }
        },
        FOLDER {
            @Override
            void make(Path file) throws IOException {
                Files.createDirectory(file);
            }
        },
        LINK {
            @Override
            void make(Path file) throws IOException {
                Files.createSymbolicLink(file, Path.of("mode"));
            }
        },
        SOCKET {
            @Override
            void make(Path file) throws IOException {
                bind(file);
            }
        };

        abstract void make(Path file) throws IOException;
    }

    /** The socket's file stays when the socket is closed. */
    private static void bind(Path file) throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(file));
        }
    }

    @ParameterizedTest
    @EnumSource
    void unreadableCollectionFile_isNamed_andStopsNothingThatDoesNotNeedIt(Odd odd) throws IOException {
        odd.make(home.resolve("collection.properties"));
        for (String command : new String[] {"preview", "relay-choice"}) {
            limpid.run(command);
            assertThat(limpid.err).as(command).containsOnlyOnce("collection.properties");
            assertThat(limpid.code).as(command).isEqualTo(ExitCode.FOUND_WRONG);
        }
        assertThat(limpid.run("preview").out).contains("week ended 2026-08-20");
        assertThat(limpid.run("relay-choice").out).contains("chosen: collection");
        limpid.run("upload");
        assertThat(limpid.err).contains("collection.properties");
        assertThat(limpid.out).contains("week ended 2026-08-20: local report: 4 programs");
        assertThat(home.resolve("local/local.2026-08-20.json")).exists();
        Files.createDirectory(home.resolve("upload"));
        Files.writeString(home.resolve("upload/2026-08-13.ndjson"), "{}\n");
        limpid.run("verify", "--offline");
        assertThat(limpid.out).contains("collection.properties").contains("sent 2026-08-13");
        assertThat(limpid.code).isEqualTo(LogCheckResult.HOME_FAILED.exitCode());
    }

    @ParameterizedTest
    @EnumSource
    void unreadableRelayChoice_isNamed_andNothingWouldBeSent(Odd odd) throws IOException {
        odd.make(home.resolve("relay"));
        limpid.run("preview");
        assertThat(limpid.code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.err).contains(home.resolve("relay") + " ").contains("nothing is sent until it can be read");
        assertThat(limpid.out)
                .contains(
                        "week ended 2026-08-20: nothing would be sent, because the way that you chose for answers is not"
                                + " known: ")
                .contains("relay");
        assertThat(limpid.run("preview", "--json").out).contains("\"wouldBeSent\" : false");
        assertThat(limpid.run("upload").out).contains("week ended 2026-08-20: local report: 4 programs");
    }

    @Test
    void damagedCounts_areNamed_besideAWeekThatEnded() throws IOException {
        limpid.run("upload");
        Files.writeString(home.resolve("local/tool@1.0-java17-linux-amd64-2026-08-21.v1.count"), "nonsense");
        limpid.run("preview");
        assertThat(limpid.out).contains("week ended 2026-08-20").contains("2026-08-21.v1.count: corrupt");
        assertThat(limpid.code).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(limpid.run("preview", "--json").out).containsOnlyOnce("2026-08-21.v1.count: corrupt");
    }

    @Test
    void damagedCounts_areNamedOnTheLocalPages_whereThereIsNoWeek() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("local"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.writeString(home.resolve("local/tool@1.0-java17-linux-amd64-2026-08-21.v1.count"), "nonsense");
        TelemetryHome read = TelemetryHome.of(CommandLineRun.COLLECTION, limpid.environment());
        assertThat(new HomeReader(read, "limpid", LocalDate.parse("2026-08-21"), SiteMessages.local("en"))
                        .read(EffectiveMode.of(read, limpid.environment(), false), "you chose it", Optional.empty())
                        .damaged())
                .singleElement()
                .asString()
                .contains("2026-08-21.v1.count: corrupt");
    }

    /** Two versions of a program may use one home, one of them built with a newer version of this library. */
    @Test
    void filesOfANewerFormat_areNamed_andLeftAlone() throws IOException {
        Path counts = home.resolve("local/tool@2.0-java17-linux-amd64-2026-08-18.v2.count");
        Path sealed = home.resolve("local/tool@2.0-java17-linux-amd64-2026-08-18.v12.journal.3");
        Path answers = home.resolve("local/2026-08-13.answers");
        Files.writeString(counts, "counts of tomorrow");
        Files.writeString(sealed, "counts of tomorrow");
        Files.writeString(answers, "limpid answers v2\nanswers of tomorrow\n");
        for (String command : new String[] {"env", "preview"}) {
            assertThat(limpid.run(command).out)
                    .as(command)
                    .contains(counts.getFileName() + " has a newer format than this version can read")
                    .contains(sealed.getFileName() + " has a newer format than this version can read");
        }
        assertThat(limpid.run("csv").err).contains("2026-08-18.v2.count has a newer format");
        assertThat(limpid.run("upload").out)
                .contains("week ended 2026-08-13: 2026-08-13.answers has a newer format than this version can read");
        assertThat(counts).content().isEqualTo("counts of tomorrow");
        assertThat(sealed).content().isEqualTo("counts of tomorrow");
        assertThat(answers).content().isEqualTo("limpid answers v2\nanswers of tomorrow\n");
    }

    @Test
    void list_namesAHome_whoseOnlyFileIsASocket() throws IOException {
        Path other = Files.createDirectory(dir.resolve("other.example.org"));
        bind(other.resolve("local"));
        assertThat(limpid.run("list").out)
                .contains("other.example.org  off  (" + other.resolve("local") + " is not a folder)");
    }

    @Test
    void offAll_continues_ifOneCollectionFails() throws IOException {
        Path open = Files.createDirectory(dir.resolve("a.example.org"));
        Files.createDirectory(open.resolve("local"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        limpid.run("off", "--all");
        assertThat(limpid.code).isEqualTo(ExitCode.FAILED);
        assertThat(limpid.err).contains("a.example.org: the choice cannot be saved: other users can write to " + open);
        assertThat(home.resolve("mode")).content().isEqualTo("off\n");
    }
}
