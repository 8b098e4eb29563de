package dev.limpid.crashes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.File;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.tools.ToolProvider;
import org.eclipse.jdt.core.compiler.batch.BatchCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One source has the same frames, to the line, with every compiler and every Java version. */
class CompilerIndependentFramesTest {
    private static final Path SOURCE =
            Path.of(System.getProperty("limpid.root"), "testkit/src/test/resources/frames/Shapes.java");
    private static final String OWN = "org.example.shapes.";
    private static final int SHAPES = 28;
    private static final Path HERE = Path.of(System.getProperty("java.home"));

    /** The output of each compiler, created once for all tests, by the compiler's name. */
    private static final Map<String, Path> COMPILED = new HashMap<>();

    @TempDir
    static Path compiled;

    @TempDir
    Path folder;

    private int runs;

    @Test
    void twoCompilers_giveTheSameFrames() throws Exception {
        SortedSet<String> javac = run(javac(), HERE);

        assertThat(javac).hasSize(SHAPES);
        assertThat(run(ecj(), HERE)).containsExactlyInAnyOrderElementsOf(javac);
    }

    @Test
    @Needs(Tool.NEWER_JDK)
    void twoJavas_giveTheSameFrames() throws Exception {
        Path newer = Tool.newerJdk().orElseThrow();
        SortedSet<String> here = run(javac(), HERE);

        assertThat(run(javac(newer), HERE)).containsExactlyInAnyOrderElementsOf(here);
        assertThat(run(javac(newer), newer)).containsExactlyInAnyOrderElementsOf(here);
        assertThat(run(ecj(), newer)).containsExactlyInAnyOrderElementsOf(here);
    }

    private interface Compiler {
        void compile(Path to) throws Exception;
    }

    private static Path once(String name, Compiler compiler) throws Exception {
        Path classes = COMPILED.get(name);
        if (classes == null) {
            classes = Files.createDirectories(compiled.resolve("classes" + COMPILED.size()));
            compiler.compile(classes);
            COMPILED.put(name, classes);
        }
        return classes;
    }

    private static Path javac() throws Exception {
        return once("javac", classes -> {
            int failed = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments(classes));
            assertThat(failed).isZero();
        });
    }

    private static Path javac(Path jdk) throws Exception {
        return once("javac of " + jdk, classes -> {
            List<String> command =
                    new ArrayList<>(List.of(jdk.resolve("bin/javac").toString(), "-J-XX:TieredStopAtLevel=1"));
            command.addAll(List.of(arguments(classes)));
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        });
    }

    private static Path ecj() throws Exception {
        return once("ecj", classes -> {
            List<String> arguments = new ArrayList<>(List.of("-nowarn"));
            arguments.addAll(List.of(arguments(classes)));
            boolean done = BatchCompiler.compile(
                    arguments.toArray(String[]::new),
                    new PrintWriter(System.out, true, UTF_8),
                    new PrintWriter(System.err, true, UTF_8),
                    null);
            assertThat(done).isTrue();
        });
    }

    private static String[] arguments(Path classes) {
        return new String[] {
            "-g",
            "-proc:none",
            "--release",
            "17",
            "-cp",
            System.getProperty("java.class.path"),
            "-d",
            classes.toString(),
            SOURCE.toString()
        };
    }

    /** The stacks that were counted, each only with its own frames: those of the JDK differ between JDKs. */
    private SortedSet<String> run(Path classes, Path java) throws Exception {
        Path home = folder.resolve("home" + runs++);
        ProgramRunner program = ProgramRunner.of("org.example.shapes.Shapes")
                .home(home)
                .java(java)
                .classPath(classes + File.pathSeparator + System.getProperty("java.class.path"));
        ProgramRunner.Result result = program.run();
        assertThat(result.err()).isEmpty();
        SortedSet<String> stacks = new TreeSet<>();
        for (CountedWeek week : CountedWeek.in(TelemetryHome.at("shapes", home.resolve("shapes.example.org")))) {
            for (String name : week.read().counts().keySet()) {
                assertThat(StackNameSyntax.restrictTo(name, 0, List.of(OWN)))
                        .as("what the server makes of a stack")
                        .isEqualTo(name);
                assertThat(name).doesNotContain("jdk.internal.reflect.").doesNotContain("lambda$");
                List<String> own = StackNameSyntax.frames(name).stream()
                        .filter(frame -> frame.startsWith(OWN) || frame.contains(".<init>:=0"))
                        .toList();
                stacks.add(String.join("\n", own));
            }
        }
        return stacks;
    }
}
