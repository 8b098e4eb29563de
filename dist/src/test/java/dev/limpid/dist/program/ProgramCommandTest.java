package dev.limpid.dist.program;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.protocol.report.PublishedSymbols;
import dev.limpid.testtools.Javac;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The commands in a build without a plugin: folders in, a file and sentences out. */
class ProgramCommandTest {

    @TempDir
    private Path folder = Path.of("");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void identity_isWhatAProgramReads() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.txt"), "log telemetry.example.org+1a2b3c4d+AQID\n");
        int code = identity(
                "1.4.0",
                "--upload",
                "https://telemetry.example.org/answers",
                "--policy",
                policy.toString(),
                "--frames",
                "org.example.tool.,org.example.lib.");

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
        Path file = folder.resolve("META-INF/limpid/program.properties");
        assertThat(out.toString()).isEqualTo(file + "\n");
        Properties written = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            written.load(in);
        }
        assertThat(written)
                .containsEntry("program", "org.example/tool")
                .containsEntry("version", "1.4.0")
                .containsEntry("frames", "org.example.tool.,org.example.lib.")
                .containsEntry("policy", "log telemetry.example.org+1a2b3c4d+AQID\n");
    }

    @ParameterizedTest
    @CsvSource({
        "v1.4.0-3-gabc, devel",
        "1.4.0-dirty, devel",
        "1.4.0-dev, devel",
        "0a1b2c3, devel",
        "1.4.0-SNAPSHOT, 1.4.0-SNAPSHOT",
        "2.0.0-rc.1, 2.0.0-rc.1",
        "1.4.0.post3, 1.4.0.post3",
        "1.4.0+build.5, 1.4.0+build.5"
    })
    void identity_ofABuildBetweenReleases_isThatOfDevelopment(String release, String written) throws IOException {
        int code = identity(release, "--frames", "org.example.");

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(Files.readAllLines(folder.resolve("META-INF/limpid/program.properties")))
                .contains("version=" + written);
        assertThat(err.toString().isEmpty()).isEqualTo(release.equals(written));
    }

    @Test
    void identityWithoutAProgram_isAnError() {
        assertThat(program("identity", "--program", "a tool", "--release", "1", "--collection", "x", folder.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("program is \"a tool\", expected a name such as org.example/tool");
    }

    @Test
    void identityWithAnEmptyPolicy_isNotWritten() throws IOException {
        Path policy = Files.writeString(folder.resolve("policy.txt"), "");
        int code = identity("1.4.0", "--policy", policy.toString());

        assertThat(code).isEqualTo(ExitCode.FAILED);
        assertThat(err.toString()).contains(policy + ": there is no key of a log, expected a line like");
        assertThat(folder.resolve("META-INF")).doesNotExist();
    }

    @Test
    void invalidDeclaredName_failsTheBuild() {
        assertThat(program(
                        "counters",
                        "--program",
                        "org.example/tool",
                        "--declared",
                        "tool/{get,post}:{<1s,>=1s}",
                        folder.toString()))
                .isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(err.toString())
                .contains("error: in the declared names, the counter \"tool/{get,post}:{<1s,>=1s}\" has braces,"
                        + " expected one pair at its end\n");
    }

    @Test
    void chartsFileWithoutAChart_failsTheBuild() throws IOException {
        Path charts = Files.writeString(folder.resolve("charts.txt"), "");

        assertThat(program(
                        "counters", "--program", "org.example/tool", "--charts", charts.toString(), folder.toString()))
                .isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(err.toString()).contains("error: " + charts + ":1:1: there is no chart, expected at least one");
    }

    @Test
    void symbols_areListed_withTheirSourcesByTheRepository() throws IOException {
        Path sources = Files.createDirectories(folder.resolve("my code/org/example"));
        Path source = Files.writeString(sources.resolve("Straße.java"), """
                package org.example;

                class Straße {
                    void first() {
                        System.out.println();
                    }
                }
                """);
        Path classes = Files.createDirectory(folder.resolve("classes of it"));
        Javac.compile(classes, List.of(), source);

        int code = program(
                "symbols",
                "--repository",
                folder.toString(),
                "--sources",
                folder.resolve("my code").toString(),
                classes.toString());

        assertThat(code).as(err.toString()).isEqualTo(ExitCode.OK);
        assertThat(PublishedSymbols.of(out.toString().lines().toList()).places("org.example.Straße.first:+1"))
                .containsExactly(new PublishedSymbols.Place("my code/org/example/Straße.java", 6));
    }

    @Test
    void symbolsOfAMissingFolder_areAnError() {
        assertThat(program("symbols", folder.resolve("none").toString())).isNotZero();
        assertThat(err.toString()).contains("none: there is no such folder, expected a folder of class files");
    }

    @Test
    void counters_areListed_andComparedWithTheCharts() throws IOException {
        Path source = Files.writeString(folder.resolve("Tool.java"), """
                import dev.limpid.counter.*;

                class Tool {
                    static final Counter BUILD = Counter.of("tool/command:build");
                    static final Histogram TIME = Histogram.ofDurations("tool/time", "1s");
                }
                """);
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Javac.compile(classes, List.of("-cp", System.getProperty("java.class.path")), source);
        Path charts = Files.writeString(folder.resolve("charts.txt"), """
                title: Commands
                description: which commands are used
                issue: https://example.org/tool/issues/1
                type: partition
                program: org.example/tool
                module: maven:org.example:tool
                counter: tool/command:{build,test}
                ---
                title: Runtimes
                description: what it runs on, which no program counts
                issue: https://example.org/tool/issues/1
                type: partition
                program: org.example/tool
                module: maven:org.example:tool
                counter: limpid/runtime
                """);

        assertThat(program("counters", "--program", "org.example/tool", classes.toString()))
                .isEqualTo(ExitCode.OK);
        assertThat(out.toString())
                .contains("counter tool/command:build Tool:4\n")
                .contains("counter tool/time:<1s Tool:5\n", "counter tool/time:>=1s Tool:5\n");

        String[] line = {"counters", "--program", "org.example/tool", "--charts", charts.toString(), classes.toString()
        };
        assertThat(program(line)).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(err.toString())
                .contains("error: " + charts + ":7:10: the chart \"Commands\" asks for the counter tool/command:test,"
                        + " which org.example/tool does not make\n")
                .contains("warning: counters of a bridge, and others that no class names, are found only if they"
                        + " are declared\n")
                .contains("note: no chart asks for tool/time:<1s\n");

        String[] declared = {
            "counters",
            "--program",
            "org.example/tool",
            "--charts",
            charts.toString(),
            "--declared",
            "tool/command:{test}",
            classes.toString()
        };
        assertThat(program(declared)).isEqualTo(ExitCode.OK);
    }

    /** The identity of org.example/tool, written below the folder. */
    private int identity(String release, String... more) {
        List<String> arguments = new ArrayList<>(List.of("identity", "--program", "org.example/tool"));
        arguments.addAll(List.of("--release", release, "--collection", "telemetry.example.org"));
        arguments.addAll(List.of(more));
        arguments.add(folder.toString());
        return program(arguments.toArray(String[]::new));
    }

    private int program(String... arguments) {
        return UserCommands.configure(ProgramCommand.create())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}
