package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountingFailure;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong with the home, the program does the same as without telemetry. */
class HostileHomeTest {
    @TempDir
    static Path counted;

    @TempDir
    Path folder;

    private TelemetryHome home;
    private Path countFile;
    private Path journal;

    @BeforeAll
    static void countOnce() throws Exception {
        CountedHome.make(counted);
    }

    @BeforeEach
    void copyHome() throws IOException {
        CountedHome.copy(counted, folder);
        home = TelemetryHome.at("programs.example.org", folder.resolve("programs.example.org"));
        countFile = only(".v1.count");
        journal = only(".v1.journal");
    }

    /** What may be wrong with a home. */
    enum Fault {
        LOCAL_IS_A_FILE {
            @Override
            void make(HostileHomeTest test) throws IOException {
                test.deleteLocal();
                Files.writeString(test.home.local(), "not a folder");
            }
        },
        MODE_IS_A_FOLDER {
            @Override
            void make(HostileHomeTest test) throws IOException {
                Files.createDirectory(test.home.modeFile());
            }
        },
        JOURNAL_IS_A_FOLDER {
            @Override
            void make(HostileHomeTest test) throws IOException {
                Files.delete(test.journal);
                Files.createDirectory(test.journal);
            }
        },
        COUNT_FILE_IS_EMPTY {
            @Override
            void make(HostileHomeTest test) throws IOException {
                Files.write(test.countFile, new byte[0]);
            }
        },
        COUNT_FILE_IS_CUT {
            @Override
            void make(HostileHomeTest test) throws IOException {
                try (RandomAccessFile file = new RandomAccessFile(test.countFile.toFile(), "rw")) {
                    file.setLength(16384 + 100);
                }
            }
        },
        COUNT_FILE_IS_NEWER {
            @Override
            void make(HostileHomeTest test) throws IOException {
                test.overwrite(0, "# telemetry/counter file v2\n".getBytes(StandardCharsets.UTF_8));
            }
        },
        COUNT_FILE_IS_FOREIGN {
            @Override
            void make(HostileHomeTest test) throws IOException {
                Files.write(test.countFile, new byte[40_000]);
            }
        },
        CHAINS_GO_ROUND {
            @Override
            void make(HostileHomeTest test) throws IOException {
                byte[] loops = new byte[512 * 4];
                for (int i = 0; i < loops.length; i += 4) {
                    loops[i + 1] = 0x10; // every chain begins at 4096, in the middle of a record
                }
                test.overwrite(256 + 4, loops);
            }
        },
        RECORDS_ARE_NOISE {
            @Override
            void make(HostileHomeTest test) throws IOException {
                byte[] noise = new byte[10_000];
                new java.util.Random(1).nextBytes(noise);
                test.overwrite(300, noise);
            }
        },
        WEEKENDS_IS_EMPTY {
            @Override
            void make(HostileHomeTest test) throws IOException {
                Files.write(test.home.local().resolve("weekends"), new byte[0]);
            }
        },
        LOCKS_IS_A_FOLDER {
            @Override
            void make(HostileHomeTest test) throws IOException {
                Files.deleteIfExists(test.home.local().resolve("locks"));
                Files.createDirectory(test.home.local().resolve("locks"));
            }
        };

        abstract void make(HostileHomeTest test) throws IOException;
    }

    @ParameterizedTest
    @EnumSource
    void program_withAFault_saysTheSameAndEndsTheSame(Fault fault) throws Exception {
        fault.make(this);

        ProgramRunner.Result shortRun = busy().run("20");
        ProgramRunner.Result longRun = busy().run("300");

        assertThat(shortRun).isEqualTo(new ProgramRunner.Result(0, "done\n", ""));
        assertThat(longRun).isEqualTo(new ProgramRunner.Result(0, "done\n", ""));
    }

    /** In the memory that the program needs for itself: it would end, or run out of memory. */
    @ParameterizedTest
    @ValueSource(strings = {".v1.journal.1", ".folded.v1.count"})
    void largeFile_thatIsToBeFolded_isNotReadIntoASmallHeap(String ending) throws Exception {
        enlarge(journal, 2 << 20);
        String name = String.valueOf(journal.getFileName()).replace(".v1.journal", ending);
        Path large = journal.resolveSibling(name);
        enlarge(large, 60 << 20);
        Files.setLastModifiedTime(large, FileTime.from(Instant.EPOCH));

        ProgramRunner.Result run =
                busy().jvm("-Xmx32m", "-XX:+ExitOnOutOfMemoryError").run("300");

        assertThat(run).isEqualTo(new ProgramRunner.Result(0, "done\n", ""));
        assertThat(large).hasSize(60 << 20);
    }

    private static void enlarge(Path file, long size) throws IOException {
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(size);
        }
    }

    @ParameterizedTest
    @Needs(Tool.UNSHARE)
    @ValueSource(strings = {"20", "300"})
    void program_onAFullDisk_saysTheSame(String millis) throws Exception {
        String fill =
                "cp -r \"$0\" \"$0.kept\" && mount -t tmpfs -o size=200k,mode=700 tmpfs \"$0\" && cp -r \"$0.kept\"/. \"$0\""
                        + " && rm -r \"$0.kept\" && ! dd if=/dev/zero of=\"$0/rest\" bs=4k 2>&- && \"$@\"";

        ProgramRunner.Result run = ProgramRunner.of(Programs.Busy.class)
                .commandPrefix("unshare", "--map-root-user", "--mount", "sh", "-c", fill)
                .commandPrefix(folder.toString())
                .home(folder)
                .jvm("-Dlimpid.map.after=100")
                .run(millis);

        assertThat(run).isEqualTo(new ProgramRunner.Result(0, "done\n", ""));
    }

    @Test
    @Needs(Tool.PRLIMIT)
    void program_withoutFileHandles_saysTheSame() throws Exception {
        for (int handles = 6; handles < 16; handles++) {
            ProgramRunner.Result off =
                    withHandles(handles).variable("LIMPID", "off").run("1");
            if (off.exitCode() == 0) { // with fewer handles, Java itself does not start
                assertThat(withHandles(handles).run("1"))
                        .as("with " + handles + " handles")
                        .isEqualTo(off);
            }
        }
    }

    private ProgramRunner withHandles(int handles) {
        return ProgramRunner.of(Programs.Busy.class)
                .commandPrefix("prlimit", "--nofile=" + handles)
                .jvm("-XX:-MaxFDLimit")
                .home(folder);
    }

    @Test
    void weekends_empty_isDrawnAgainAndCountingGoesOn() throws Exception {
        Fault.WEEKENDS_IS_EMPTY.make(this);

        busy().run("20");

        assertThat(Files.readString(home.local().resolve("weekends"))).matches("[0-6]");
        assertThat(CountingFailure.of(home)).isEmpty();
    }

    @Test
    void trouble_isReported() throws Exception {
        Fault.COUNT_FILE_IS_NEWER.make(this);

        busy().run("300");

        assertThat(CountingFailure.of(home)).singleElement().satisfies(countingFailure -> {
            assertThat(countingFailure.program()).isEqualTo("program");
            assertThat(countingFailure.sentence())
                    .contains("cannot map the count file")
                    .contains("header");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"-XX:TieredStopAtLevel=4", "-XX:TieredStopAtLevel=1", "-XX:+UseParallelGC"})
    void program_whoseCountFileIsCutShort_goesOn(String option) throws Exception {
        Process program = ProgramRunner.of(Programs.CutShort.class)
                .home(folder)
                .jvm("-Dlimpid.map.after=100", "-XX:-UseSerialGC", option)
                .start();
        try (BufferedReader out = program.inputReader()) {
            assertThat(out.readLine()).isEqualTo("mapped");
            try (RandomAccessFile file = new RandomAccessFile(countFile.toFile(), "rw")) {
                file.setLength(0);
            }
            assertThat(out.readLine()).isEqualTo("counting false ");
            assertThat(program.waitFor()).isZero();
        } finally {
            program.destroyForcibly();
        }
    }

    private ProgramRunner busy() {
        return ProgramRunner.of(Programs.Busy.class).home(folder).jvm("-Dlimpid.map.after=100");
    }

    private Path only(String suffix) throws IOException {
        try (var files = Files.list(home.local())) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(suffix)).toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private void overwrite(long at, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(countFile.toFile(), "rw")) {
            file.seek(at);
            file.write(bytes);
        }
    }

    private void deleteLocal() throws IOException {
        try (var files = Files.list(home.local())) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(home.local());
    }
}
