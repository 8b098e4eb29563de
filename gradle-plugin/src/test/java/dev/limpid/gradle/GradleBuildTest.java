package dev.limpid.gradle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Gradle builds a small project with the plugin, twice in each of the two languages of build scripts. */
@Needs(Tool.GRADLE)
class GradleBuildTest {

    private static final String KOTLIN = """
            buildscript { dependencies { classpath(files(%s)) } }
            apply(plugin = "java")
            apply(plugin = "dev.limpid")
            version = "1.4.0"
            dependencies { "implementation"(files(%s)) }
            configure<dev.limpid.gradle.LimpidExtension> {
                program.set("org.example/tool")
                collection.set("telemetry.example.org")
                frames.add("org.example.tool.")
            }
            """;

    private static final String GROOVY = """
            buildscript { dependencies { classpath files(%s) } }
            apply plugin: 'java'
            apply plugin: 'dev.limpid'
            version = '1.4.0'
            dependencies { implementation files(%s) }
            limpid {
                program = 'org.example/tool'
                collection = 'telemetry.example.org'
                frames = ['org.example.tool.']
            }
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void project() throws IOException {
        Path source = Files.createDirectories(folder.resolve("src/main/java/org/example/tool"));
        Files.writeString(source.resolve("Tool.java"), """
                package org.example.tool;

                public class Tool {
                    static final dev.limpid.counter.Counter BUILD = dev.limpid.counter.Counter.of("tool/command:build");
                }
                """);
        Files.writeString(folder.resolve("charts.txt"), """
                title: Commands
                description: which commands are used
                issue: https://example.org/tool/issues/1
                type: partition
                program: org.example/tool
                module: maven:org.example:tool
                counter: tool/command:{build}
                """);
    }

    @Test
    void kotlinScript_buildsAJarWithItsIdentity() throws Exception {
        Files.writeString(folder.resolve("settings.gradle.kts"), "rootProject.name = \"tool\"\n");
        Files.writeString(folder.resolve("build.gradle.kts"), KOTLIN.formatted(places(), places()));
        builds();
    }

    @Test
    void groovyScript_buildsAJarWithItsIdentity_andFailsOnAnotherChart() throws Exception {
        Files.writeString(folder.resolve("settings.gradle"), "rootProject.name = 'tool'\n");
        Files.writeString(folder.resolve("build.gradle"), GROOVY.formatted(places(), places()));
        builds();

        Path charts = folder.resolve("charts.txt");
        Files.writeString(charts, Files.readString(charts).replace("{build}", "{biuld}"));
        assertThat(gradle(1)).contains("asks for the counter tool/command:biuld");
    }

    private void builds() throws Exception {
        gradle(0);
        assertThat(folder.resolve("build/resources/main/META-INF/limpid/program.properties"))
                .content()
                .contains("program=org.example/tool", "version=1.4.0");
        assertThat(folder.resolve("build/limpid/counters.txt")).content().contains("counter tool/command:build ");
        assertThat(gradle(0)).contains(":limpidIdentity UP-TO-DATE", ":limpidCounters UP-TO-DATE");
    }

    /** Our jars and folders, and what they need, as a list in a script. */
    private static String places() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry ->
                        !entry.contains("gradle-api") && !entry.contains("groovy") && !entry.contains("kotlin"))
                .filter(entry -> !entry.contains("junit") && !entry.contains("test-classes"))
                .map(entry -> "\"" + entry.replace("\\", "/") + "\"")
                .collect(Collectors.joining(", "));
    }

    private String gradle(int code) throws IOException, InterruptedException {
        Process gradle = new ProcessBuilder(List.of("gradle", "--offline", "--no-daemon", "--console=plain", "build"))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        gradle.getOutputStream().close();
        String output = new String(gradle.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(gradle.waitFor()).as(output).isEqualTo(code);
        return output;
    }
}
