package dev.limpid.gradle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.testtools.Javac;
import java.io.File;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.gradle.api.GradleException;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.tasks.SourceSet;
import org.gradle.api.tasks.SourceSetContainer;
import org.gradle.testfixtures.ProjectBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in a project made by Gradle's own fixture; its tasks are called as a build calls them. */
class LimpidPluginTest {

    @TempDir
    private Path folder = Path.of("");

    private Project project = ProjectBuilder.builder().build();

    @BeforeEach
    void project() throws Exception {
        Path at = Files.createDirectory(folder.resolve("tool"));
        Files.writeString(at.resolve("charts.txt"), """
                title: Commands
                description: which commands are used
                issue: https://example.org/tool/issues/1
                type: partition
                program: org.example/tool
                module: maven:org.example:tool
                counter: tool/command:{build,test}
                """);
        project = ProjectBuilder.builder().withProjectDir(at.toFile()).build();
        project.setVersion("1.4.0");
        project.getPluginManager().apply("java");
        project.getPluginManager().apply("dev.limpid");
        LimpidExtension limpid = project.getExtensions().getByType(LimpidExtension.class);
        limpid.getProgram().set("org.example/tool");
        limpid.getCollection().set("telemetry.example.org");
        limpid.getFrames().add("org.example.tool.");
    }

    @Test
    void identity_isAmongTheMainResources() throws Exception {
        IdentityTask identity = (IdentityTask) project.getTasks().getByName(LimpidPlugin.IDENTITY);
        identity.write();

        File folderOfIt = identity.getFolder().get().getAsFile();
        SourceSet main =
                project.getExtensions().getByType(SourceSetContainer.class).getByName(SourceSet.MAIN_SOURCE_SET_NAME);
        assertThat(main.getResources().getSrcDirs()).contains(folderOfIt);
        Properties written = new Properties();
        try (InputStream in = Files.newInputStream(folderOfIt.toPath().resolve("META-INF/limpid/program.properties"))) {
            written.load(in);
        }
        assertThat(written)
                .containsEntry("program", "org.example/tool")
                .containsEntry("version", "1.4.0")
                .containsEntry("collection", "telemetry.example.org")
                .containsEntry("frames", "org.example.tool.");
        assertThat(dependsOn("processResources")).contains(LimpidPlugin.IDENTITY);
    }

    @Test
    void build_failsIfTheChartsAskForACounterThatIsNotMade() throws Exception {
        CountersTask counters = (CountersTask) project.getTasks().getByName(LimpidPlugin.COUNTERS);
        compile("build", "tset");
        assertThatThrownBy(counters::review)
                .isInstanceOf(GradleException.class)
                .hasMessageContaining("charts.txt:7:10: the chart \"Commands\" asks for the counter tool/command:test,"
                        + " which org.example/tool does not make");

        compile("build", "test");
        counters.review();
        assertThat(counters.getInventory().get().getAsFile().toPath())
                .content()
                .contains("counter tool/command:build org.example.tool.Tool:");
        assertThat(dependsOn("check")).contains(LimpidPlugin.COUNTERS);
    }

    private Iterable<String> dependsOn(String task) {
        Task of = project.getTasks().getByName(task);
        return of.getTaskDependencies().getDependencies(of).stream()
                .map(Task::getName)
                .toList();
    }

    private void compile(String first, String second) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Tool.java"),
                "package org.example.tool; import dev.limpid.counter.Counter; public class Tool {"
                        + " static final Counter A = Counter.of(\"tool/command:" + first + "\");"
                        + " static final Counter B = Counter.of(\"tool/command:" + second + "\"); }");
        File classes = project.getExtensions()
                .getByType(SourceSetContainer.class)
                .getByName(SourceSet.MAIN_SOURCE_SET_NAME)
                .getJava()
                .getClassesDirectory()
                .get()
                .getAsFile();
        Javac.compile(classes.toPath(), List.of("-cp", System.getProperty("java.class.path")), source);
    }
}
