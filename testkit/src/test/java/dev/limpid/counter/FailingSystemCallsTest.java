package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The operating system refuses what counting requests, as network file systems and failing disks do: strace makes system
 * calls on the home's files fail. Whatever fails, the program prints and does the same, no event is counted twice, and
 * none is missing while counting reports no trouble.
 */
class FailingSystemCallsTest {
    @TempDir
    static Path counted;

    @TempDir
    Path folder;

    private Path local;

    @BeforeAll
    static void countOnce() throws Exception {
        CountedHome.make(counted);
    }

    @BeforeEach
    void copyHome() throws IOException {
        CountedHome.copy(counted, folder);
        local = folder.resolve("programs.example.org/local");
    }

    @ParameterizedTest
    @Needs(Tool.STRACE)
    @ValueSource(
            strings = {
                "fcntl:error=ENOLCK",
                "openat:error=ESTALE",
                "openat:error=EMFILE:when=2+",
                "openat:error=EACCES:when=4+",
                "write:error=EIO",
                "write:error=ENOSPC:when=40+",
                "write:error=ESTALE:when=800+",
                "read:error=EIO",
                "getdents64:error=ESTALE",
                "close:error=EIO",
                "%%stat:error=ESTALE:when=3+",
                "mmap:error=ENODEV",
                "lseek:error=ESTALE:when=20+",
            })
    void program_whoseSystemCallsFail_saysTheSameAndCountsNothingTwice(String fault) throws Exception {
        long before = counted();
        String weekends = Files.readString(local.resolve("weekends"));

        Path log = folder.resolve("strace.txt");
        ProgramRunner.Result run = ProgramRunner.of(Programs.Reckoning.class)
                .commandPrefix(strace(log, fault))
                .home(folder)
                // Events are written one by one until the count file is mapped.
                .jvm("-Dlimpid.map.after=" + (fault.startsWith("write") ? 3_600_000 : 100))
                .run(log.toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(Files.readString(log)).contains("(INJECTED)");
        List<String> said = run.out().lines().toList();
        long events = Long.parseLong(said.get(0));
        assertThat(counted() - before).isBetween(said.get(1).equals("all") ? events : 0, events);
        assertThat(local.resolve("weekends")).hasContent(weekends);
    }

    @Test
    @Needs(Tool.UNSHARE)
    void program_onADiskThatWasFull_countsAgainOnceThereIsRoom() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        String[] namespace = {"unshare", "--map-root-user", "--mount", "sh", "-c"};
        String mount = "mount -t tmpfs -o size=20k,mode=700 tmpfs \"$0\"";

        ProgramRunner.Result runs = ProgramRunner.of(Programs.Busy.class)
                .commandPrefix(namespace)
                .commandPrefix(mount + " && \"$@\"; cat \"$0\"/*/local/*.trouble; rm \"$0\"/*/local/*.trouble;"
                        + " mount -o remount,size=1m \"$0\" && \"$@\"; ls \"$0\"/*/local")
                .commandPrefix(disk.toString())
                .home(disk)
                .jvm("-Dlimpid.map.after=100")
                .run("400");

        assertThat(runs.err()).isEmpty();
        assertThat(runs.out())
                .matches("(?s)done\n[-0-9]*: cannot [^\n]*No space left on device\ndone\n.*\\.v1\\.count\n.*")
                .doesNotContain(".trouble");
    }

    /** The prefix of a command for a program whose system calls on the home's files fail like this. */
    private String[] strace(Path log, String fault) throws IOException {
        List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", log.toString()));
        try (var files = Files.list(local)) {
            for (Path file : files.toList()) {
                command.addAll(List.of("-P", file.toString()));
            }
        }
        command.addAll(List.of("-P", local.toString(), "-e", "inject=" + fault));
        return command.toArray(new String[0]);
    }

    /** Everything that was ever counted under the program's names. */
    private long counted() throws IOException {
        return ProgramEndTest.read(folder).counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith("reckoning/"))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
