package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.file.InUseLock;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountingFailure;
import dev.limpid.testkit.ProgramRunner;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hosts that load and unload plug-ins that count: nothing is lost, and nothing of this library is left in the host. */
class PluginClassLoadersTest {
    private static final String[] SEE_HOOKS = {"--add-opens", "java.base/java.lang=ALL-UNNAMED"};

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"200,20m", "2000,64m"})
    void pluginsOneAfterTheOther_leaveNothing(int plugins, String metaspace) throws Exception {
        ProgramRunner.Result host = ProgramRunner.of(PluginClassLoaders.OneByOne.class)
                .home(folder)
                .jvm(SEE_HOOKS)
                .jvm("-XX:MaxMetaspaceSize=" + metaspace)
                .run(Integer.toString(plugins));

        assertThat(host).isEqualTo(new ProgramRunner.Result(0, "[]\n", ""));
        assertThat(counts()).isEqualTo(Map.of("plugin/first", 2L * plugins, "plugin/events", 2L * plugins));
    }

    @Test
    void pluginsAtOnce_firstOneEndsFirst_leavesTheOthersLockAndCountsEachCrashOnce() throws Exception {
        Process host = ProgramRunner.of(PluginClassLoaders.Overlapping.class)
                .home(folder)
                .jvm(SEE_HOOKS)
                .jvm("-Dlimpid.map.after=100")
                .commandPrefix("/usr/bin/env")
                .start();
        try (BufferedReader out = host.inputReader()) {
            assertThat(out.readLine()).isEqualTo("first closed");
            assertThat(InUseLock.isShared(countFile()))
                    .as("in use by the second")
                    .isTrue();
            go(host);
            assertThat(out.readLine()).isEqualTo("second closed");
            assertThat(InUseLock.isShared(countFile())).as("in use by nobody").isFalse();
            go(host);
            assertThat(out.readLine()).isEqualTo("[]");
            assertThat(host.waitFor()).isZero();
        } finally {
            host.destroyForcibly();
        }
        long crashes = counts().entrySet().stream()
                .filter(count -> count.getKey().startsWith("crash/crash"))
                .mapToLong(Map.Entry::getValue)
                .sum();
        assertThat(crashes).isEqualTo(2);
        assertThat(counts()).containsEntry("plugin/first", 5L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "never"})
    void loaderClosedInTheFirstSecond_printsNothingAndLosesNothing(String ending) throws Exception {
        ProgramRunner.Result host = ProgramRunner.of(PluginClassLoaders.ClosedLoader.class)
                .home(folder)
                .jvm("-Dlimpid.map.after=100")
                .run(ending);

        assertThat(host.exitCode()).isZero();
        assertThat(host.out()).isEqualTo("counted\n");
        assertThat(host.err())
                .startsWith("Exception in thread \"Thread-0\" java.lang.IllegalStateException: of a plug-in");
        assertThat(host.err()).doesNotContain("limpid-");
        assertThat(counts().get("plugin/events"))
                .isEqualTo(counts().get("plugin/first"))
                .isGreaterThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"young", "mapped"})
    void programInAGroupThatIsInterrupted_losesNothing(String age) throws Exception {
        ProgramRunner.Result host = ProgramRunner.of(PluginClassLoaders.InAGroup.class)
                .home(folder)
                .jvm("-Dlimpid.map.after=" + (age.equals("young") ? 60_000 : 100))
                .run(age);

        assertThat(host).isEqualTo(new ProgramRunner.Result(0, "\n", ""));
        assertThat(counts()).containsEntry("group/many", 2000L);
        if (age.equals("mapped")) {
            assertThat(counts().keySet().stream().filter(name -> name.startsWith("group/new")))
                    .hasSize(1000);
        }
        assertThat(CountingFailure.of(TelemetryHome.at("programs.example.org", folder.resolve("programs.example.org"))))
                .isEmpty();
    }

    private static void go(Process host) throws IOException {
        host.getOutputStream().write('\n');
        host.getOutputStream().flush();
    }

    private File countFile() throws IOException {
        try (var files = Files.list(folder.resolve("programs.example.org/local"))) {
            List<Path> found =
                    files.filter(file -> file.toString().endsWith(".v1.count")).toList();
            assertThat(found).hasSize(1);
            return found.get(0).toFile();
        }
    }

    private SortedMap<String, Long> counts() throws IOException {
        return ProgramEndTest.read(folder).counts();
    }
}
