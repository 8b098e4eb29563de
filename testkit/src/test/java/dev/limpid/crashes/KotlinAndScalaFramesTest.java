package dev.limpid.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.testkit.ProgramRunner;
import dev.limpid.testtools.Artifacts;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lambdas, default values, accessors and objects of Kotlin and Scala, written as the methods of their sources. */
class KotlinAndScalaFramesTest {
    private static final Path SOURCES = Path.of(System.getProperty("limpid.root"), "testkit/src/test/resources/frames");

    @TempDir
    Path folder;

    @Test
    @Needs(Tool.KOTLIN)
    void kotlin_isWrittenAsItsSource() throws Exception {
        String compiler = Artifacts.kotlin().orElseThrow();
        compile(
                compiler,
                "org.jetbrains.kotlin.cli.jvm.K2JVMCompiler",
                "-no-stdlib",
                "-no-reflect",
                "-jvm-target",
                "17",
                "-cp");

        assertThat(run("Shapes.kt", compiler, "org.example.kt.ShapesKt", "kt"))
                .containsExactlyInAnyOrder(
                        "Point$Companion.of:+0",
                        "Point.<init>:+1",
                        "Point.<init>:+2 < hidden < Point.getLazyName:+0",
                        "ShapesKt.defaulted:+0",
                        "ShapesKt.plain:+0",
                        "ShapesKt.ext:+0 < Tool.extended:+0",
                        "",
                        "Single.go:+0",
                        "Tool.<init>:+1 < Tool.field:+0",
                        "Tool.hidden:+0 < Tool.access:+0",
                        "Tool.local$deeper:+0 < Tool.local:+0",
                        "Tool.mapped:+0",
                        "Tool.nested:+1",
                        "Tool.sequenced:+0 < hidden < Tool.sequenced:+0");
    }

    @Test
    @Needs(Tool.SCALA)
    void scala_isWrittenAsItsSource() throws Exception {
        String compiler = Artifacts.scala().orElseThrow();
        compile(compiler, "dotty.tools.dotc.Main", "-usejavacp", "-classpath");

        assertThat(run("Shapes.scala", compiler, "org.example.sc.Shapes", "sc"))
                .containsExactlyInAnyOrder(
                        "Named.named:+0 < Named.named$:+0",
                        "Point.<init>:+1 < Point$.apply:+0",
                        "Point.name$lzyINIT1:+0 < Point.name:+0",
                        "Thing$$anon$1.applyOrElse:+0 < hidden < Thing.partial:+0",
                        "Thing.<init>:+1",
                        "Thing.deeper$1:+0 < Thing.local:+0",
                        "Thing.defaulted$default$1:+0",
                        "Thing.mapped:+0 < hidden < Thing.mapped:+0",
                        "Thing.matched:+1",
                        "Thing.nested:+1");
    }

    private final List<String> command = new ArrayList<>();

    private void compile(String compiler, String main, String... arguments) {
        // A compiler that compiles one file ends before the JVM's second compiler would have helped.
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                compiler,
                main));
        command.addAll(Arrays.asList(arguments));
    }

    /** The part of each stack between the failing method and the main method, outwards. */
    private List<String> run(String source, String compiler, String main, String name) throws Exception {
        String classPath = compiler + File.pathSeparator + System.getProperty("java.class.path");
        Path classes = Files.createDirectories(folder.resolve("classes"));
        command.addAll(List.of(
                classPath, "-d", classes.toString(), SOURCES.resolve(source).toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        ProgramRunner.Result result = ProgramRunner.of(main)
                .home(folder)
                .classPath(classes + File.pathSeparator + classPath)
                .run();
        // The newest JDKs warn about what Scala's library does with Unsafe.
        assertThat(result.err().lines().filter(line -> !line.startsWith("WARNING: ")))
                .isEmpty();
        List<String> between = new ArrayList<>();
        for (CountedWeek week : CountedWeek.in(TelemetryHome.at(name, folder.resolve(name + ".example.org")))) {
            for (String stack : week.read().counts().keySet()) {
                assertThat(StackNameSyntax.restrictTo(stack, 0, List.of("org.example.")))
                        .as("what the server makes of a stack")
                        .isEqualTo(stack);
                between.add(between(stack.replace("org.example." + name + ".", "")));
            }
        }
        return between;
    }

    private static String between(String stack) {
        List<String> frames = StackNameSyntax.frames(stack).stream()
                .filter(frame -> !frame.startsWith("java."))
                .toList();
        assertThat(frames.get(0)).matches("Shapes(Kt|\\$)\\.fail:\\+0");
        List<String> between = frames.subList(1, frames.size()).stream()
                .takeWhile(frame -> !frame.contains(".main:"))
                .toList();
        return String.join(" < ", between);
    }
}
