package dev.limpid.e2e.stacks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.json.JsonNode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.dist.Main;
import dev.limpid.e2e.world.Machine;
import dev.limpid.e2e.world.World;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testkit.ProgramRunner.Result;
import dev.limpid.testkit.TemporaryFolder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/**
 * A process crashes, machines answer, the week is published, and an issue says on which line of the source it happened.
 */
class FromCrashToIssueTest {

    private static final LocalDate FIRST = World.FIRST_DAY;
    private static final String TOKEN = "a-token-that-nobody-prints";
    private static final String CRASHES = """

            ---
            title: Crashes
            description: where dupfind ends with an exception that nobody catches
            issue: https://example.org/dupfind/issues/30
            type: stack
            program: example.org/dupfind
            module: versions: 1.0.0
            counter: crash/crash
            depth: 16
            frames: dev.limpid.examples.dupfind.
            id: crashes
            version: 1.0.0
            """;

    @Test
    void crash_becomesAnIssueWithItsLine() throws Exception {
        Result crashed = follow("out.flush();");
        assertThat(crashed.err())
                .contains("InternalError: " + CrashingScript.SECRET)
                .contains("DupFind.call(DupFind.java:");
    }

    /** Where the lambda is written, not where it is called. The program reports two files that Linux lets nobody read. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void crashInALambda_becomesAnIssueWithTheLambdasLine() throws Exception {
        follow(
                "result.unreadable().forEach(file -> err.println(\"dupfind: cannot read \" + file));",
                "--min-size",
                "0",
                "/proc/self/mem",
                "/proc/thread-self/mem");
    }

    /** Answers with what one of the machines counted when it crashed. */
    private static Result follow(String line, String... options) throws Exception {
        try (TemporaryFolder folder = TemporaryFolder.make();
                World world = World.begin(folder.path());
                FakeForgejo forge = FakeForgejo.start()) {
            world.decide(World.charts() + CRASHES);
            Machine[] machines = new Machine[3];
            Result[] crashed = new Result[machines.length];
            for (int i = 0; i < machines.length; i++) {
                machines[i] = world.machine("machine-" + i).settle().choose(new Mode.On(FIRST.minusDays(1)));
                crashed[i] = machines[i].program(CrashingScript.class, FIRST.plusDays(2), 9, options);
            }
            world.endWeek(1, machines);
            for (Machine machine : machines) {
                assertThat(machine.sent(World.monday(1)).to("example.org/dupfind/crashes"))
                        .as("the crash is in what was sent")
                        .isPresent();
            }
            world.toPublicationOf(1);
            world.toTheLastPublicationOf(1);

            Result planned = stacks(folder.path(), world, forge);
            assertThat(planned.exitCode()).as(planned.err()).isZero();
            assertThat(planned.out())
                    .contains("NEW  dev.limpid.examples.dupfind.DupFind.call")
                    .contains("3 installations in the week of ")
                    .contains("only version 1.0.0");
            assertThat(planned.err())
                    .contains("would create \"Crashes: dev.limpid.examples.dupfind.DupFind.call\"")
                    .contains("nothing was changed");
            assertThat(forge.made()).isEmpty();

            Result done = stacks(folder.path(), world, forge, "--apply");
            assertThat(done.exitCode()).as(done.err()).isZero();
            assertThat(forge.made()).hasSize(1);
            assertThat(done.out() + done.err() + forge.made()).doesNotContain(TOKEN);
            String text = JsonNode.parse(forge.made().get(0).getBytes(StandardCharsets.UTF_8))
                    .get("body")
                    .text();
            assertThat(text)
                    .contains("3 installations")
                    .contains("`hidden`")
                    .doesNotContain("Crashing", CrashingScript.SECRET)
                    .doesNotContain(folder.path().toString());
            assertThat(sourceLine(text)).isEqualTo(line);

            Result again = stacks(folder.path(), world, forge, "--apply");
            assertThat(again.err()).contains("all issues are up to date");
            assertThat(forge.made()).hasSize(1);
            return crashed[0];
        }
    }

    /** The line in the repository that the issue's first link leads to. */
    private static String sourceLine(String text) throws Exception {
        Matcher link = Pattern.compile(
                        "- at \\[`[^`]*`]\\(https://forge\\.example\\.org/v1\\.0\\.0/([^)#]+)#L([0-9]+)\\)")
                .matcher(text);
        assertThat(link.find()).as(text).isTrue();
        Path file = Path.of(System.getProperty("limpid.root", ".."), link.group(1));
        return Files.readAllLines(file).get(Integer.parseInt(link.group(2)) - 1).strip();
    }

    private static Result stacks(Path folder, World world, FakeForgejo forge, String... more) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(
                "stacks",
                "crashes",
                "--from",
                world.serverFolder().toString(),
                "--source",
                "https://forge.example.org/{tag}/examples/src/main/java/{path}#L{line}",
                "--forge",
                "forgejo",
                "--forge-url",
                forge.url(),
                "--repository",
                "example/dupfind"));
        arguments.addAll(Arrays.asList(more));
        return ProgramRunner.of(Main.class)
                .home(folder.resolve("maintainer"))
                .variable("LIMPID_FORGE_TOKEN", TOKEN)
                .run(arguments.toArray(String[]::new));
    }
}
