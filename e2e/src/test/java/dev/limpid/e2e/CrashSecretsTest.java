package dev.limpid.e2e;

import static dev.limpid.e2e.world.World.calendarWeek;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.e2e.world.Folders;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.WireRequest;
import dev.limpid.examples.dupfind.CrashingDupFind;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.ProgramRunner.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Nothing of messages, arguments, paths and thread names is counted, kept or sent with any kind of crash: all of them contain the secret,
 * and the test searches for it in every file of the home and in every request.
 */
class CrashSecretsTest extends WorldExtension {
    private static final String SECRET = "s3cr3t-of-jane-doe";

    @Test
    void crashes_areCountedAndSent_withoutTheirMessages() throws Exception {
        world().decide(charts());
        Machine machine = on("clumsy");
        Path work = Files.createDirectories(folder().resolve(SECRET));
        assertThat(run(machine, work, "crash").err()).contains(SECRET);
        assertThat(run(machine, work, "fault").exitCode()).isNotZero();
        assertThat(run(machine, work, "halt").exitCode()).isEqualTo(1);
        assertThat(run(machine, work, "crash").err()).contains(SECRET);
        assertThat(logs(work)).as("what the JVM wrote into its folder").contains(SECRET);
        world().endWeek(1, machine);

        for (Path file : Folders.files(machine.home().folder())) {
            assertThat(file.toString()).doesNotContain("s3cr3t");
            assertThat(Files.readString(file, ISO_8859_1)).as(file.toString()).doesNotContain("s3cr3t");
        }
        assertThat(world().wire().posts()).hasSize(4);
        for (WireRequest request : world().wire().requests()) {
            assertThat(request.head() + "\n" + request.body()).doesNotContain("s3cr3t");
        }
        assertThat(world().wire().posts().stream().map(WireRequest::body).collect(Collectors.joining("\n")))
                .contains("\"crash/end:fatal\":1", "\"crash/end:killed\":1")
                .contains("crash/fatal\\n", "dev.limpid.examples.dupfind.CrashingDupFind.fault:=0")
                .contains("crash/crash\\njava.io.IOException.<init>:=0\\n", "dupfind.CrashingDupFind.fail:+0")
                .contains("crash/crash\\njava.nio.file.NoSuchFileException.<init>:=0\\n")
                .contains("crash/crash\\njava.lang.NumberFormatException.<init>:=0\\n")
                .contains("crash/crash\\ndev.limpid.examples.dupfind.CrashingDupFind$SecretException.<init>:=0\\n");
        world().toPublicationOf(1);
        assertThat(world().published(calendarWeek(1))).isNotEmpty().noneMatch(line -> line.contains("s3cr3t"));
    }

    private Result run(Machine machine, Path work, String way) throws Exception {
        return ProgramRunner.of(CrashingDupFind.class)
                .home(machine.home().folder().resolveSibling(""))
                .in(work)
                .variable("TOKEN", SECRET)
                .variable(
                        "LIMPID_NOW",
                        FIRST.plusDays(2).atTime(9, 0).toInstant(ZoneOffset.UTC).toString())
                .jvm("-XX:-CreateCoredumpOnCrash", "-Dtoken=" + SECRET, "-Djava.io.tmpdir=" + work)
                .run(way, SECRET);
    }

    private static String logs(Path work) throws IOException {
        StringBuilder logs = new StringBuilder();
        for (Path file : Folders.files(work)) {
            logs.append(Files.readString(file, ISO_8859_1));
        }
        return logs.toString();
    }

    private static String charts() {
        return String.join(
                "\n---\n", List.of(stacks("crash/crash"), stacks("crash/fatal"), stacks("dupfind/failed"), """
                title: Ends
                description: how runs end
                issue: https://example.org/dupfind/issues/23
                type: partition
                program: example.org/dupfind
                module: versions: 1.0.0
                counter: crash/end:{fatal,killed}
                id: ends
                version: 1.0.0
                """));
    }

    private static String stacks(String counter) {
        return """
                title: Stacks of %s
                description: where the program breaks off
                issue: https://example.org/dupfind/issues/22
                type: stack
                program: example.org/dupfind
                module: versions: 1.0.0
                counter: %s
                depth: 16
                frames: dev.limpid.examples.dupfind.
                names: unlisted
                id: %s
                version: 1.0.0
                """.formatted(counter, counter, counter.replace('/', '-'));
    }
}
