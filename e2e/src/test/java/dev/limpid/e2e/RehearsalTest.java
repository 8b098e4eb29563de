package dev.limpid.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.dist.Main;
import dev.limpid.e2e.world.Folders;
import dev.limpid.testkit.ProgramRunner;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code limpid rehearse} with a small real program, in all the ways in which programs start and end. */
class RehearsalTest {

    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final String PROGRAM = """
            package org.example.hello;

            import dev.limpid.counter.*;
            import dev.limpid.uploader.embed.ProgramReporting;
            import java.time.Duration;

            public class Hello {
                private static final Counter ENGLISH = Counter.of("hello/language:en");
                private static final Counter GERMAN = Counter.of("hello/language:de");
                private static final StackCounter FAILED = StackCounter.of("hello/failed", 8);

                public static void main(String[] args) throws Exception {
                    if (args[0].equals("silent")) {
                        System.err.println("this run says nothing of itself");
                        return;
                    }
                    if (args[0].equals("waits")) {
                        Thread.currentThread().join();
                    }
                    Telemetry.start();
                    ProgramReporting.forCommand(CollectionIdentity.ofProgram());
                    (args[0].equals("de") ? GERMAN : ENGLISH).increment();
                    if (args[0].equals("fails")) {
                        FAILED.increment();
                        System.exit(3);
                    }
                    if (args[0].equals("serves")) {
                        Thread.currentThread().join();
                    }
                }
            }
            """;

    private static final String CHARTS = """
            title: Languages
            description: in which languages people are greeted
            issue: https://example.org/hello/issues/1
            type: partition
            program: org.example/hello
            module: maven:org.example:hello
            counter: hello/language:{en,de}
            version: 1.0
            ---
            title: Failures
            description: where greeting fails
            issue: https://example.org/hello/issues/2
            type: stack
            program: org.example/hello
            module: maven:org.example:hello
            counter: hello/failed
            depth: 8
            frames: org.example.hello.
            version: 1.0
            """;

    @TempDir
    private static Path compiled = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    private Path classes = Path.of("");
    private Path charts = Path.of("");
    private Path temporary = Path.of("");

    @BeforeAll
    static void compile() throws IOException {
        Path source = Files.writeString(compiled.resolve("Hello.java"), PROGRAM);
        String to = compiled.resolve("classes").toString();
        tool("javac", "-d", to, "-cp", System.getProperty("java.class.path"), source.toString());
    }

    @BeforeEach
    void program() throws IOException {
        temporary = Files.createDirectory(folder.resolve("tmp"));
        classes = folder.resolve("classes");
        charts = Files.writeString(folder.resolve("asked.txt"), CHARTS);
        Folders.copy(compiled.resolve("classes"), classes);
    }

    @Test
    void programInAJar_isSeenFromItsPreviewToItsCharts_andAsksNoServerOfItsOwn() throws Exception {
        try (ServerSocket real = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            identity("1.1-SNAPSHOT", "http://127.0.0.1:" + real.getLocalPort());
            Files.writeString(classes.resolve("META-INF/limpid/charts.txt"), CHARTS);

            ProgramRunner.Result end = rehearse("--homes", "3", "--", JAVA, "-jar", jar().toString(), "en");

            assertThat(end.exitCode()).as(end.out() + end.err()).isZero();
            assertThat(end.out())
                    .contains("org.example/hello 1.1, which was built as 1.1-SNAPSHOT, of telemetry.example.org")
                    .contains("each question would be answered separately")
                    .contains("{\"Version\":\"1.1\",\"Counts\":{\"hello/language:en\":2}}],\"N\":3}")
                    .contains("en*  ", "100.0%")
                    .contains("the first run did not count hello/language:de, which \"Languages\" asks for");
            real.setSoTimeout(1);
            assertThatThrownBy(real::accept).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void programOnTheClassPath_thatFails_isRehearsedWithItsStacks() throws Exception {
        identity("1.0", "");

        ProgramRunner.Result end = rehearse(
                "--homes",
                "1",
                "--as",
                "2.0",
                "--charts",
                charts.toString(),
                "--",
                JAVA,
                "-cp",
                classPath(),
                "org.example.hello.Hello",
                "fails");

        assertThat(end.exitCode()).as(end.out() + end.err()).isZero();
        assertThat(end.out())
                .contains("org.example/hello 2.0, which was built as 1.0")
                .contains("ended with 3 after")
                .contains("{\"Version\":\"2.0\",\"Counts\":{\"hello/failed\\norg.example.hello.Hello.main:+")
                .contains("4 of 4 runs ended with a code other than 0");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void launcherScript_thatLeavesAChild_isWaitedForWithIt() throws Exception {
        identity("1.0", "");
        String java = "'" + JAVA + "' -cp '" + classPath() + "' org.example.hello.Hello ";
        Path script = Files.writeString(folder.resolve("hello"), "#!/bin/sh\n" + java + "de &\n" + java + "\"$1\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();

        ProgramRunner.Result end =
                rehearse("--homes", "1", "--with", "en", "--charts", charts.toString(), "--", script.toString());

        assertThat(end.exitCode()).as(end.out() + end.err()).isZero();
        assertThat(end.out())
                .contains("{\"Version\":\"1.0\",\"Counts\":{\"hello/language:de\":2,\"hello/language:en\":2}}");
    }

    @Test
    void programThatNeverEnds_isStopped_andTheSiteStaysUntilItIsAskedToEnd() throws Exception {
        identity("1.0", "");
        Process kept = runner().start(
                        "rehearse",
                        "--homes",
                        "1",
                        "--for",
                        "3s",
                        "--keep",
                        "--charts",
                        charts.toString(),
                        "--",
                        JAVA,
                        "-cp",
                        classPath(),
                        "org.example.hello.Hello",
                        "serves");
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(kept.getInputStream(), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            String site = "";
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                lines.add(line);
                if (line.startsWith("Charts, data and configuration: ")) {
                    site = line.substring(line.indexOf("http"));
                }
                if (line.endsWith("until you press Ctrl-C.")) {
                    break;
                }
            }
            assertThat(site).as(String.join("\n", lines)).isNotEmpty();
            assertThat(lines).anyMatch(line -> line.matches("first run +was stopped after .*"));
            try (var page = URI.create(site).toURL().openStream()) {
                assertThat(new String(page.readAllBytes(), StandardCharsets.UTF_8))
                        .contains("Languages");
            }
        } finally {
            kept.destroy();
        }
        assertThat(kept.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void whatIsMissing_isNamed() throws Exception {
        ProgramRunner.Result unnamed = rehearse("--", JAVA, "-cp", classPath(), "org.example.hello.Hello", "en");
        assertThat(unnamed.err())
                .contains("nothing was counted, and there is no META-INF/limpid/program.properties in " + classes)
                .contains("docs/start.md")
                .contains("The run ended with 1");

        identity("1.0", "");
        ProgramRunner.Result silent = rehearse("--", JAVA, "-cp", classPath(), "org.example.hello.Hello", "silent");
        assertThat(silent.err())
                .contains("org.example/hello counted nothing in this run, which ended with 0")
                .contains("this run says nothing of itself");

        ProgramRunner.Result unasked =
                rehearse("--for", "2s", "--", JAVA, "-cp", classPath(), "org.example.hello.Hello", "waits");
        assertThat(unasked.err())
                .containsPattern("counted nothing in this run, which was stopped after [2-9]")
                .contains("use a script that starts it, sends requests, and stops it");

        Path others = Files.writeString(folder.resolve("others.txt"), CHARTS.replace("hello/language", "hello/tongue"));
        ProgramRunner.Result uncharted = rehearse(
                "--charts", others.toString(), "--", JAVA, "-cp", classPath(), "org.example.hello.Hello", "en");
        assertThat(uncharted.err())
                .contains("org.example/hello counted hello/language:en.")
                .contains("The chart \"Languages\" asks for hello/tongue:en, hello/tongue:de");

        for (ProgramRunner.Result end : List.of(unnamed, silent, unasked, uncharted)) {
            assertThat(end.exitCode()).as(end.out() + end.err()).isEqualTo(1);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    private ProgramRunner runner() {
        return ProgramRunner.of(Main.class).jvm("-Djava.io.tmpdir=" + temporary);
    }

    private ProgramRunner.Result rehearse(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("rehearse"));
        all.addAll(List.of(arguments));
        return runner().run(all.toArray(String[]::new));
    }

    private void identity(String version, String server) throws IOException {
        Path file = Files.createDirectories(classes.resolve("META-INF/limpid")).resolve("program.properties");
        Files.writeString(
                file,
                "program=org.example/hello\nversion=" + version
                        + "\ncollection=telemetry.example.org\nframes=org.example.hello.\n"
                        + (server.isEmpty() ? "" : "upload=" + server + "/answers\nconfig=" + server + "/log\n"));
    }

    private String classPath() {
        return classes + File.pathSeparator + String.join(File.pathSeparator, libraries());
    }

    /** The class path of the tests, without the example program, which has its own identity. */
    private static List<String> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("examples"))
                .toList();
    }

    /** A jar that names its dependencies, as a program's build creates it. */
    private Path jar() throws IOException {
        StringBuilder needs = new StringBuilder();
        for (String entry : libraries()) {
            needs.append(' ').append(Path.of(entry).toUri());
        }
        Path manifest = folder.resolve("manifest");
        try (var out = Files.newOutputStream(manifest)) {
            Manifest lines = new Manifest();
            lines.getMainAttributes().putValue("Manifest-Version", "1.0");
            lines.getMainAttributes().putValue("Main-Class", "org.example.hello.Hello");
            lines.getMainAttributes().putValue("Class-Path", needs.toString().strip());
            lines.write(out);
        }
        Path jar = folder.resolve("hello.jar");
        tool(
                "jar",
                "--create",
                "--file",
                jar.toString(),
                "--manifest",
                manifest.toString(),
                "-C",
                classes.toString(),
                ".");
        return jar;
    }

    private static void tool(String name, String... arguments) {
        ToolProvider tool = ToolProvider.findFirst(name).orElseThrow();
        assertThat(tool.run(System.out, System.err, arguments)).as(name).isZero();
    }
}
