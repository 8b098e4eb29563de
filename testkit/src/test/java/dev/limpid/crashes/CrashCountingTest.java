package dev.limpid.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Artifacts;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each way in which a program may lose an exception, in a real program; each is counted once. */
class CrashCountingTest {
    private static final String WAYS = Crashing.Ways.class.getName();
    private static final String FIRST =
            "java.lang.IllegalStateException.<init>:=0\n" + WAYS + ".boom:+0\n" + WAYS + ".";

    @TempDir
    Path folder;

    @Test
    void everyWay_isCountedOnce() throws Exception {
        ProgramRunner.Result result = ProgramRunner.of(Crashing.Ways.class)
                .home(folder)
                .jvm("-Djava.awt.headless=true")
                .run("swing");

        assertThat(result.out()).isEqualTo("all are over\n");
        assertThat(result.err()).isEmpty();
        assertThat(ways())
                .containsExactlyInAnyOrder(
                        "submitted",
                        "called",
                        "executed",
                        "invoked",
                        "scheduled",
                        "repeated",
                        "forked",
                        "asked",
                        "supplied",
                        "ofAFactory",
                        "plain",
                        "timed",
                        "swing",
                        "worked");
    }

    /** Whether the handler was set before telemetry started, or calls telemetry's. */
    @ParameterizedTest
    @ValueSource(strings = {"before", "after"})
    void uncaughtException_thatTheProgramsHandlerReports_isCountedOnce(String set) throws Exception {
        ProgramRunner.Result result =
                ProgramRunner.of(Crashing.Telling.class).home(folder).run(set);

        assertThat(result.out()).isEqualTo("told\n");
        assertThat(CountedCrashes.stacks(folder, "crash/crash").values()).containsExactly(1L);
    }

    @Test
    @Needs(Tool.NEWER_JDK)
    void virtualThreads_areCountedOnce() throws Exception {
        ProgramRunner.Result result = ProgramRunner.of(Crashing.VirtualWays.class)
                .home(folder)
                .java(Tool.newerJdk().orElseThrow())
                .run();

        assertThat(result.out()).isEqualTo("all are over\n");
        assertThat(ways()).containsExactlyInAnyOrder("plain", "submitted");
    }

    @Test
    @Needs({Tool.NEWER_JDK, Tool.JAVAFX})
    void javaFx_isCountedOnItsEventThread_andWhereATaskIsDone() throws Exception {
        Path jdk = Tool.newerJdk().orElseThrow();
        String classPath =
                Artifacts.javafx().orElseThrow() + File.pathSeparator + System.getProperty("java.class.path");
        Path source = Path.of(System.getProperty("limpid.root"), "testkit/src/test/resources/frames/Window.java");
        List<String> command = List.of(
                jdk.resolve("bin/javac").toString(), "-cp", classPath, "-d", folder.toString(), source.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        ProgramRunner.Result result = ProgramRunner.of("org.example.window.Window")
                .home(folder)
                .java(jdk)
                .jvm("-Dglass.platform=Headless", "-Dprism.order=sw", "--enable-native-access=ALL-UNNAMED")
                .classPath(folder + File.pathSeparator + classPath)
                .run(Crashing.COLLECTION);

        assertThat(result.out()).as(result.err()).isEqualTo("JavaFX Application Thread\n");
        assertThat(CountedCrashes.stacks(folder, "crash/crash").keySet())
                .hasSize(2)
                .anyMatch(name -> name.contains("\norg.example.window.Window.clicked:+0\n"))
                .anyMatch(name -> name.contains("\norg.example.window.Window.loaded:+0\n"));
    }

    /** For each crash the method that caused it, as often as it was counted. */
    private List<String> ways() throws IOException {
        SortedMap<String, Long> crashes = CountedCrashes.stacks(folder, "crash/crash");
        List<String> ways = new ArrayList<>();
        crashes.forEach((name, count) -> {
            String stack = name.substring(name.indexOf('\n') + 1);
            assertThat(stack).startsWith(FIRST).doesNotContain("secret");
            for (long i = 0; i < count; i++) {
                ways.add(stack.substring(FIRST.length(), stack.indexOf(':', FIRST.length())));
            }
        });
        return ways;
    }
}
