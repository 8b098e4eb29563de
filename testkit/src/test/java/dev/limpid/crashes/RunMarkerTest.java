package dev.limpid.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.ProgramRunner;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real runs that end in every way, and what the next one counts about them. */
class RunMarkerTest {
    private static final String RUN = Crashing.Run.class.getName();

    @TempDir
    Path folder;

    private Path work = Path.of("");

    @BeforeEach
    void makeFolders() throws IOException {
        work = Files.createDirectories(folder.resolve("work"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"return", "exit", "throw", "close"})
    void run_thatEndsByItself_isNotCounted_andLeavesNoMarker(String ending) throws Exception {
        program().run(ending, "1.0.0");
        assertThat(markers()).isEmpty();
        program().run("return", "1.0.0");

        assertThat(ends()).isEmpty();
    }

    @Test
    void run_thatIsTerminated_isNotCounted() throws Exception {
        Process process = running("1.0.0");
        process.destroy();
        process.waitFor();
        assertThat(markers()).isEmpty();
        program().run("return", "1.0.0");

        assertThat(ends()).isEmpty();
    }

    @Test
    void run_thatIsKilled_isCountedOnce_whileOneThatRunsIsNot() throws Exception {
        Process other = running("1.0.0");
        Process process = running("1.0.0");
        process.destroyForcibly().waitFor();
        assertThat(markers()).hasSize(2);
        program().run("return", "1.0.0");
        program().run("return", "1.0.0");

        assertThat(ends()).containsOnlyKeys("crash/end:killed").containsValue(1L);
        assertThat(other.isAlive()).isTrue();
        other.destroy();
        other.waitFor();
        assertThat(markers()).isEmpty();
    }

    @Test
    void manyKilledRuns_areCountedOnceEach_byStartsAtOnce() throws Exception {
        for (int i = 0; i < 3; i++) {
            running("1.0.0").destroyForcibly().waitFor();
        }
        Process[] next = {running("1.0.0"), running("1.0.0"), running("1.0.0")};
        for (Process each : next) {
            each.destroy();
            each.waitFor();
        }

        assertThat(ends()).containsOnlyKeys("crash/end:killed").containsValue(3L);
        assertThat(markers()).isEmpty();
    }

    @Test
    void run_thatIsHalted_countsAsKilled() throws Exception {
        program().run("halt", "1.0.0");
        program().run("return", "1.0.0");

        assertThat(ends()).containsOnlyKeys("crash/end:killed");
    }

    @Test
    void killedRunOfAnotherVersion_isNotCounted() throws Exception {
        running("1.0.0").destroyForcibly().waitFor();
        program().run("return", "1.0.1");
        assertThat(ends()).isEmpty();
        program().run("return", "1.0.0");

        assertThat(ends()).containsOnlyKeys("crash/end:killed");
    }

    /** Its name begins like this program's. */
    @Test
    void killedRunOfALongerVersion_isLeftForItsOwnNextRun() throws Exception {
        running("1.0.0-5").destroyForcibly().waitFor();
        program().run("return", "1.0.0");
        assertThat(ends()).isEmpty();
        program().run("return", "1.0.0-5");

        assertThat(ends()).containsOnlyKeys("crash/end:killed");
    }

    @Test
    void fatalError_isCounted_withItsFramesAlone() throws Exception {
        ProgramRunner.Result crashed = program().run("fault", "1.0.0");
        assertThat(crashed.exitCode()).isNotZero();
        try (Stream<Path> logs = Files.list(work)) {
            assertThat(logs.map(log -> String.valueOf(log.getFileName())))
                    .as(crashed.out())
                    .anyMatch(name -> name.matches("hs_err_pid\\d+\\.log"));
        }
        program().run("return", "1.0.0");
        program().run("return", "1.0.0");

        assertThat(ends())
                .containsOnlyKeys("crash/end:fatal", "crash/signal:SIGSEGV")
                .containsValue(1L);
        List<String> stack = CountedCrashes.onlyStack(folder, "crash/fatal");
        assertThat(stack.get(0)).matches("(jdk.internal|sun).misc.Unsafe.put.*:=0");
        assertThat(stack).contains(RUN + ".fault:=0", RUN + ".main:=0");
        assertThat(String.join("\n", stack)).doesNotContain("Invoke0").doesNotContain("\n\n");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void signalFromOutside_isAFatalError() throws Exception {
        Process process = running("1.0.0");
        new ProcessBuilder("sh", "-c", "kill -SEGV " + process.pid()) // a shell has kill even if the machine does not
                .start()
                .waitFor();
        process.waitFor();
        program().run("return", "1.0.0");

        assertThat(ends()).containsOnlyKeys("crash/end:fatal", "crash/signal:SIGSEGV");
        assertThat(CountedCrashes.stacks(folder, "crash/fatal")).hasSize(1);
    }

    @Test
    void log_isFoundWhereTheLauncherPutsIt() throws Exception {
        Path logs = Files.createDirectories(folder.resolve("logs"));
        program().jvm("-XX:ErrorFile=" + logs.resolve("hs_err_pid%p.log")).run("fault", "1.0.0", logs.toString());
        program().run("return", "1.0.0", logs.toString());

        assertThat(ends()).containsOnlyKeys("crash/end:fatal", "crash/signal:SIGSEGV");
    }

    /**
     * A downloaded folder may contain a log with any name, and the folder for temporary files may contain anybody's.
     */
    @ParameterizedTest
    @ValueSource(strings = {"older", "ofTheFuture", "ofAnotherProcess", "link", "noLog"})
    void log_thatIsNotCertainlyThisRuns_isNotRead(String fault) throws Exception {
        Process process = running("1.0.0");
        process.destroyForcibly().waitFor();
        long named = fault.equals("ofAnotherProcess") ? process.pid() + 1 : process.pid();
        Path log = work.resolve("hs_err_pid" + process.pid() + ".log");
        Path written = fault.equals("link") ? folder.resolve("elsewhere") : log;
        Files.writeString(written, fault.equals("noLog") ? "pid=" + named : FatalErrorLogTest.log(named));
        if (fault.equals("link")) {
            Files.createSymbolicLink(log, written);
        } else if (fault.equals("older") || fault.equals("ofTheFuture")) {
            Files.setLastModifiedTime(
                    log, FileTime.from(Instant.now().plusSeconds(fault.equals("older") ? -86_400 : 86_400)));
        }
        program().run("return", "1.0.0");

        assertThat(ends()).containsOnlyKeys("crash/end:killed");
    }

    @Test
    void off_writesNoMarker() throws Exception {
        program().variable("LIMPID", "off").run("halt", "1.0.0");

        assertThat(folder.resolve(Crashing.COLLECTION)).doesNotExist();
    }

    private ProgramRunner program() {
        return ProgramRunner.of(Crashing.Run.class)
                .home(folder)
                .in(work)
                .jvm("-XX:-CreateCoredumpOnCrash", "-Djava.io.tmpdir=" + work);
    }

    private Process running(String version) throws IOException {
        Process process = program().start("wait", version);
        BufferedReader out = process.inputReader();
        assertThat(out.readLine()).isEqualTo("running");
        return process;
    }

    private List<Path> markers() throws IOException {
        try (Stream<Path> files = Files.list(CountedCrashes.home(folder).local())) {
            return files.filter(file -> file.toString().endsWith(".run")).toList();
        }
    }

    private SortedMap<String, Long> ends() throws IOException {
        SortedMap<String, Long> ends = CountedCrashes.in(folder);
        ends.keySet().removeIf(name -> !name.startsWith("crash/end:") && !name.startsWith("crash/signal:"));
        return ends;
    }
}
