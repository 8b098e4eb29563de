package dev.limpid.examples.builds;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.Counter;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountFileContents;
import dev.limpid.countfile.CountedWeek;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.testtools.ClassesJar;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real builds by a real Maven, of this repository, and by a real Gradle: each is counted, and none is affected. */
class CountedBuildsTest {

    private static final String COLLECTION = "telemetry.limpid.dev";
    private static final Path ROOT =
            Path.of(System.getProperty("limpid.root", "../..")).toAbsolutePath().normalize();
    private static final boolean WINDOWS =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    @TempDir
    private Path folder = Path.of("");

    private record Build(int code, String output) {}

    @Test
    void buildsOfThisRepositoryByMaven_areCounted() throws Exception {
        Build good = maven("validate");
        assertThat(good.code()).as(good.output()).isZero();
        Build bad = maven("enforcer:enforce", "-Denforcer.rules=alwaysFail");
        assertThat(bad.code()).as(bad.output()).isNotZero();
        Map<String, Long> counts = counts();
        assertThat(counts)
                .containsEntry("build/result:ok", 1L)
                .containsEntry("build/result:failed", 1L)
                .containsEntry("build/phase:validate", 1L)
                .containsEntry("build/phase:other", 1L)
                .containsEntry("build/failed-at:check", 1L);
        assertThat(sumOf(counts, "build/time:")).isEqualTo(2);
        assertThat(asked()).containsAll(counts.keySet());
    }

    @Test
    void userWhoWantsNothingCounted_hasNothingCounted() throws Exception {
        Path mode = home().modeFile();
        Files.createDirectories(mode.getParent());
        Files.writeString(mode, "off\n");
        assertThat(maven("validate").code()).isZero();
        try (Stream<Path> files = Files.walk(folder.resolve("home"))) {
            assertThat(files.filter(Files::isRegularFile)).containsExactly(mode);
        }
    }

    /** An impossible home: there is a file in place of its folder. */
    @Test
    void homeThatCannotBeUsed_isNotNoticedByTheBuild() throws Exception {
        Files.writeString(folder.resolve("home"), "");
        Build build = maven("validate");
        assertThat(build.code()).as(build.output()).isZero();
        assertThat(build.output()).doesNotContainIgnoringCase("limpid-counter", "telemetry");
    }

    @Test
    @Needs(Tool.ANY_GRADLE)
    void buildsByGradle_areCounted() throws Exception {
        Path project = gradleProject();
        Build good = gradle(project, "assemble");
        assertThat(good.code()).as(good.output()).isZero();
        Build bad = gradle(project, "breaks");
        assertThat(bad.code()).as(bad.output()).isNotZero();
        Map<String, Long> counts = counts();
        assertThat(counts)
                .containsEntry("build/result:ok", 1L)
                .containsEntry("build/result:failed", 1L)
                .containsEntry("build/phase:package", 1L)
                .containsEntry("build/phase:other", 1L);
        assertThat(sumOf(counts, "build/time:")).isEqualTo(2);
        assertThat(asked()).containsAll(counts.keySet());
    }

    @Test
    @Needs(Tool.ANY_GRADLE)
    void homeThatCannotBeUsed_isNotNoticedByGradle() throws Exception {
        Files.writeString(folder.resolve("home"), "");
        Build build = gradle(gradleProject(), "assemble");
        assertThat(build.code()).as(build.output()).isZero();
        assertThat(build.output()).doesNotContainIgnoringCase("limpid", "telemetry");
    }

    private Path gradleProject() throws IOException {
        installCounter();
        Path project = Files.createDirectories(folder.resolve("project"));
        Files.writeString(project.resolve("settings.gradle"), "rootProject.name = 'secret-name'\n");
        Files.writeString(
                project.resolve("build.gradle"),
                "task assemble {}\ntask breaks { doLast { throw new GradleException('no') } }\n");
        return project;
    }

    /** The counters that the charts ask for: no others may be counted. */
    private static Set<String> asked() throws Exception {
        Path charts = ROOT.resolve("examples/builds/charts.txt");
        return ChartConfig.parse("charts.txt", Files.readString(charts)).stream()
                .map(Chart::counters)
                .flatMap(List::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Build maven(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                ROOT.resolve(WINDOWS ? "mvnw.cmd" : "mvnw").toString(),
                "--offline",
                "--batch-mode",
                "--non-recursive",
                "-Dmaven.ext.class.path=" + ClassesJar.location(BuildCounting.class) + File.pathSeparator
                        + ClassesJar.location(Counter.class)));
        String local = System.getProperty("localRepository", "");
        if (!local.isEmpty()) {
            command.add("-Dmaven.repo.local=" + local);
        }
        command.addAll(List.of(arguments));
        return run(ROOT, command);
    }

    private Build gradle(Path project, String task) throws Exception {
        return run(
                project,
                List.of(
                        "gradle",
                        "--offline",
                        "--no-daemon",
                        "--gradle-user-home=" + folder.resolve("gradle"),
                        "--init-script=" + ROOT.resolve("examples/builds/limpid.init.gradle"),
                        "-Dmaven.repo.local=" + folder.resolve("repository"),
                        task));
    }

    private Build run(Path in, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(in.toFile()).redirectErrorStream(true);
        // Nothing is counted on a build machine: this one must not look like one.
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "USER", "TMPDIR", "SystemRoot", "USERPROFILE"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("LIMPID_DIR", folder.resolve("home").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Build(process.waitFor(), output);
    }

    private TelemetryHome home() {
        Map<String, String> machine = new TreeMap<>();
        for (String name : List.of("os.name", "os.arch", "java.specification.version")) {
            machine.put(name, System.getProperty(name));
        }
        return TelemetryHome.of(
                COLLECTION,
                Environment.of(
                        Map.of("LIMPID_DIR", folder.resolve("home").toString()),
                        machine,
                        folder.resolve("no-system-wide-mode").toFile()));
    }

    private Map<String, Long> counts() throws IOException {
        Map<String, Long> sums = new TreeMap<>();
        for (CountedWeek week : CountedWeek.in(home())) {
            CountFileContents contents = week.read();
            assertThat(contents.metadata()).containsEntry("Program", "limpid.dev/build");
            contents.counts().forEach((name, count) -> sums.merge(name, count, Long::sum));
        }
        return sums;
    }

    private static long sumOf(Map<String, Long> counts, String beginning) {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().startsWith(beginning))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** A repository with only the counter, which needs nothing else. */
    private void installCounter() throws IOException {
        String parent = Files.readString(ROOT.resolve("pom.xml"));
        int at = parent.indexOf("<version>") + "<version>".length();
        String version = parent.substring(at, parent.indexOf('<', at));
        Path place = Files.createDirectories(
                folder.resolve(Path.of("repository", "dev", "limpid", "limpid-counter", version)));
        String name = "limpid-counter-" + version;
        Files.writeString(place.resolve(name + ".pom"), """
                <project>
                  <modelVersion>4.0.0</modelVersion>
                  <groupId>dev.limpid</groupId>
                  <artifactId>limpid-counter</artifactId>
                  <version>%s</version>
                </project>
                """.formatted(version));
        ClassesJar.write(Counter.class, place.resolve(name + ".jar"));
    }
}
