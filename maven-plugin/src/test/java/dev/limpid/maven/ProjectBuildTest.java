package dev.limpid.maven;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.counter.Counter;
import dev.limpid.program.ProgramIdentity;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.testtools.ClassesJar;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Maven builds a small real project with the plugin, from a separate local repository. */
class ProjectBuildTest {

    private static final Path ROOT =
            Path.of(System.getProperty("limpid.root", "..")).toAbsolutePath().normalize();

    @TempDir
    private Path folder = Path.of("");

    private record Build(int code, String output) {}

    @BeforeEach
    void project() throws Exception {
        copy(Path.of("src/test/project"), folder.resolve("project"));
        Path pom = folder.resolve("project/pom.xml");
        Files.writeString(pom, Files.readString(pom).replace("@limpid.version@", version()));
        install("limpid-parent", ROOT.resolve("pom.xml"), null);
        install("limpid-counter", ROOT.resolve("counter/pom.xml"), Counter.class);
        install("limpid-protocol", ROOT.resolve("protocol/pom.xml"), Chart.class);
        install("limpid-program", ROOT.resolve("program/pom.xml"), ProgramIdentity.class);
        install("limpid-maven-plugin", ROOT.resolve("maven-plugin/pom.xml"), IdentityMojo.class);
    }

    @Test
    void build_writesIdentityInventoryAndSymbols() throws Exception {
        Build build = maven("prepare-package");
        assertThat(build.code()).as(build.output()).isZero();

        Properties identity = new Properties();
        try (InputStream in =
                Files.newInputStream(folder.resolve("project/target/classes/META-INF/limpid/program.properties"))) {
            identity.load(in);
        }
        assertThat(identity)
                .containsEntry("program", "org.example/tool")
                .containsEntry("version", "1.4.0")
                .containsEntry("collection", "telemetry.example.org")
                .containsEntry("upload", "https://telemetry.example.org/answers")
                .containsEntry("policy", "log example.org+1a2b3c4d+AQID\nquorum none\n")
                .containsEntry("frames", "org.example.tool.")
                .doesNotContainKey("default");
        assertThat(folder.resolve("project/target/limpid/counters.txt"))
                .content()
                .contains("counter tool/command:build org.example.tool.Tool:")
                .contains("counter tool/time:<10ms ", "counter tool/time:>=1s ", "stack tool/failed ", "unnamed ");
        assertThat(Files.readAllLines(folder.resolve("project/target/limpid/symbols.txt")))
                .containsExactly(
                        "org.example.tool.Tool.<clinit> src/main/java/org/example/tool/Tool.java:11-15",
                        "org.example.tool.Tool.<init> src/main/java/org/example/tool/Tool.java:17-17",
                        "org.example.tool.Tool.main src/main/java/org/example/tool/Tool.java:20-34");
        assertThat(build.output())
                .contains("no chart asks for tool/command:help")
                .contains("makes a counter with a name that is known only at run time");
    }

    @Test
    void build_failsIfAChartAsksForWhatIsNotCounted() throws Exception {
        Path charts = folder.resolve("project/charts.txt");
        Files.writeString(charts, Files.readString(charts).replace("{build,test}", "{build,tset}"));
        Build build = maven("process-classes");
        assertThat(build.code()).isNotZero();
        assertThat(build.output())
                .contains("charts.txt:8:10: the chart \"Commands\" asks for the counter tool/command:tset, which"
                        + " org.example/tool does not make");
    }

    @Test
    void build_withoutChartsYet_listsWhatItFound() throws Exception {
        Files.delete(folder.resolve("project/charts.txt"));
        Build build = maven("process-classes");
        assertThat(build.code()).as(build.output()).isZero();
        assertThat(build.output())
                .contains("org.example/tool makes ", " counters. There are no charts yet to compare them with");
        assertThat(folder.resolve("project/target/limpid/counters.txt"))
                .content()
                .contains("counter tool/command:build");
    }

    @Test
    void build_withoutTheChartsThatThePomNames_failsAndNamesThem() throws Exception {
        Path pom = folder.resolve("project/pom.xml");
        Files.writeString(
                pom,
                Files.readString(pom)
                        .replaceFirst("<program>", "<charts>\\${project.basedir}/chrats.txt</charts>\n<program>"));
        Build build = maven("process-classes");
        assertThat(build.code()).isNotZero();
        assertThat(build.output()).contains("chrats.txt cannot be read, expected charts");
    }

    /** Puts an artifact where this test's Maven looks for it, as an installation would. */
    private void install(String artifact, Path pom, @Nullable Class<?> of) throws Exception {
        Path place = folder.resolve("repository/dev/limpid/" + artifact + "/" + version());
        Files.createDirectories(place);
        Files.copy(pom, place.resolve(artifact + "-" + version() + ".pom"));
        if (of != null) {
            ClassesJar.write(of, place.resolve(artifact + "-" + version() + ".jar"));
        }
    }

    private Build maven(String phase) throws IOException, InterruptedException {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        String local = System.getProperty("localRepository", System.getProperty("user.home") + "/.m2/repository");
        ProcessBuilder maven = new ProcessBuilder(List.of(
                        ROOT.resolve(windows ? "mvnw.cmd" : "mvnw").toString(),
                        "--offline",
                        "--batch-mode",
                        "-Dmaven.repo.local=" + folder.resolve("repository"),
                        "-Dmaven.repo.local.tail=" + local,
                        "-Dmaven.test.skip=true",
                        phase))
                .directory(folder.resolve("project").toFile())
                .redirectErrorStream(true);
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = maven.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Build(process.waitFor(), output);
    }

    private static String version() throws IOException {
        String pom = Files.readString(ROOT.resolve("pom.xml"));
        int at = pom.indexOf("<version>") + "<version>".length();
        return pom.substring(at, pom.indexOf('<', at));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }
}
