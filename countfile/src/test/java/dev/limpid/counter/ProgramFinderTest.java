package dev.limpid.counter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which program a class, a stack or a crash belongs to, without a program that runs. */
class ProgramFinderTest {
    private static final String HERE = ProgramFinderTest.class.getName();
    private static final int FRAME = 10_000;

    @TempDir
    Path folder;

    private final String[][] others = Program.others;

    @AfterEach
    void forget() {
        Program.others = others;
        Program.nextEpoch();
    }

    @Test
    void rank_isThatOfTheNearestFrame_byPlaceBeforeName() {
        Program placed = program("org.example/other", HERE);
        assertThat(ProgramFinder.rank(placed, frames("java.util.List", HERE, HERE)))
                .isEqualTo(FRAME);
        assertThat(ProgramFinder.rank(placed, frames(HERE))).isZero();
        assertThat(ProgramFinder.rank(placed, frames("java.util.List", "org.nowhere.Tool")))
                .isEqualTo(Integer.MAX_VALUE);
        assertThat(ProgramFinder.rank(placed, frames())).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void rank_byName_isTheBetterTheLongerTheBeginning() {
        Program named = program("org.example/tool", "", "org.nowhere.", "org.nowhere.tool.", "");
        String[] stack = {"org.nowhere.tool.Main", "org.nowhere.Main"};
        assertThat(ProgramFinder.rank(named, frames(stack[0]))).isEqualTo(FRAME / 2 - "org.nowhere.tool.".length());
        assertThat(ProgramFinder.rank(named, frames(stack[1], stack[0])))
                .isEqualTo(FRAME / 2 - "org.nowhere.".length());
        // An empty beginning includes all classes.
        assertThat(ProgramFinder.rank(named, frames("elsewhere.Main"))).isEqualTo(FRAME / 2);
        Program second = program("org.example/tool", "", "org.nowhere.");
        assertThat(ProgramFinder.rank(second, frames("elsewhere.Main", stack[1])))
                .isEqualTo(FRAME + FRAME / 2 - "org.nowhere.".length());
        String endless = "x".repeat(6000);
        assertThat(ProgramFinder.rank(program("org.example/tool", "", endless), frames("a", endless)))
                .as("still behind the frame before it")
                .isEqualTo(FRAME + 1);
    }

    @Test
    void classes_lieTogether_whereBothHaveAPlace() {
        assertThat(ProgramFinder.isAtPlaceOf(HERE, CounterTest.class.getName())).isTrue();
        assertThat(ProgramFinder.isAtPlaceOf(HERE, Counter.class.getName())).isFalse();
        assertThat(ProgramFinder.isAtPlaceOf("java.lang.String", "java.lang.Object"))
                .isFalse();
        assertThat(ProgramFinder.isAtPlaceOf("org.nowhere.Tool", "org.nowhere.Tool"))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "file:/x.jar, file:/x.jar",
        "jar:file:/x.jar!/, file:/x.jar",
        "file:/x/classes/, file:/x/classes",
        "jar:file:/a.jar!/b.jar!/, file:/a.jar!/b.jar",
        "'', ''",
        "/, ''"
    })
    void place_isWrittenInOneWay(String url, String place) {
        assertThat(ProgramFinder.plain(url)).isEqualTo(place);
    }

    @Test
    void programThatDoesNotCount_isKnownOnce() {
        Program.others = new String[0][];
        ProgramFinder.addOther("org.example/a", "file:/a.jar", "org.example.a.");
        ProgramFinder.addOther("org.example/a", "file:/a.jar", "org.example.a.");
        assertThat(Program.others).hasDimensions(1, 5);
        int epoch = Program.epoch;
        ProgramFinder.addOther("org.example/a", "file:/b.jar", "org.example.a.");
        ProgramFinder.addOther("org.example/b", "file:/a.jar", "org.example.b.");
        assertThat(Program.others).hasDimensions(3, 5);
        assertThat(Program.epoch).isEqualTo(epoch + 2);
        assertThat(Program.others[2]).containsExactly("org.example/b", "file:/a.jar", "org.example.b.", "", "");
    }

    @Test
    void programThatCounts_isNotAmongTheOthers() throws Exception {
        Program.others = new String[0][];
        try (StrictTelemetry telemetry = new StrictTelemetry(folder)) {
            ProgramFinder.addOther("test.example.org/test", "file:/a.jar", "org.example.a.");
            assertThat(Program.others).isEmpty();
            ProgramFinder.addOther("test.example.org/other", "file:/a.jar", "org.example.a.");
            assertThat(Program.others).hasDimensions(1, 5);
            assertThat(telemetry.telemetry.isCounting()).isTrue();
        }
    }

    @Test
    void className_belongsToTheProgramWithTheLongestBeginning() {
        Program one = program("org.example/one", "", "org.nowhere.");
        Program two = program("org.example/two", "", "org.nowhere.tool.");
        Program[] both = {one, two};
        assertThat(ProgramFinder.ofName("org.nowhere.tool.Main", both, new String[0][]))
                .isSameAs(two);
        assertThat(ProgramFinder.ofName("org.nowhere.Main", both, new String[0][]))
                .isSameAs(one);
        assertThat(ProgramFinder.ofName("elsewhere.Main", both, new String[0][]))
                .isNull();
        assertThat(ProgramFinder.ofName("elsewhere.Main", new Program[] {one}, new String[0][]))
                .as("the only known program")
                .isSameAs(one);
        Program same = program("org.example/same", "", "org.nowhere.");
        assertThat(ProgramFinder.ofName("org.nowhere.Main", new Program[] {one, same}, new String[0][]))
                .as("two claim it")
                .isNull();
        String[] never = {"org.example/never", "", "elsewhere.", "", ""};
        assertThat(ProgramFinder.ofName("elsewhere.Main", new Program[] {one}, new String[][] {never}))
                .isNull();
        assertThat(ProgramFinder.ofName("another.Main", new Program[] {one}, new String[][] {never}))
                .isSameAs(one);
        String[] ended = {"org.example/ended", "", "elsewhere.", "collection org.example/ended", ""};
        assertThat(ProgramFinder.ofName("another.Main", new Program[] {one}, new String[][] {ended}))
                .as("it can be of either")
                .isNull();
    }

    @Test
    void callers_areTheClassesOfTheStack_alsoThoseOfALoaderThatNobodyKnows() throws Exception {
        List<Class<?>> here = ProgramFinder.callers();
        assertThat(here).first().isEqualTo(ProgramFinderTest.class);
        assertThat(here).hasSizeGreaterThan(5).doesNotContain(ProgramFinder.class);

        Path source = folder.resolve("Plugin.java");
        Files.writeString(
                source,
                "public class Plugin implements java.util.function.Consumer<Runnable> {"
                        + " public void accept(Runnable then) { then.run(); } }");
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-d", folder.toString(), source.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> plugin = loader.loadClass("Plugin");
            List<Class<?>> callers = new ArrayList<>();
            @SuppressWarnings("unchecked")
            Consumer<Runnable> called =
                    (Consumer<Runnable>) plugin.getDeclaredConstructor().newInstance();
            called.accept(() -> callers.addAll(ProgramFinder.callers()));
            assertThat(callers).contains(plugin, ProgramFinderTest.class).doesNotContain(ProgramFinder.class);
        }
    }

    private Program program(String name, String startedBy, String... frames) {
        TelemetryOptions options = TelemetryOptions.builder()
                .environment(Environment.of(
                        Map.of(), Map.of(), folder.resolve("system").toFile()));
        if (frames.length > 0) {
            options.ownPackages(frames);
        }
        return new Program(options, TelemetryHome.at("owners.example.org", folder), name, "1.0.0", startedBy);
    }

    private static StackTraceElement[] frames(String... classes) {
        StackTraceElement[] frames = new StackTraceElement[classes.length];
        for (int i = 0; i < frames.length; i++) {
            frames[i] = new StackTraceElement(classes[i], "run", null, -1);
        }
        return frames;
    }
}
