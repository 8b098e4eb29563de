package dev.limpid.clijar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testtools.IsolatedJar;
import dev.limpid.testtools.Javac;
import dev.limpid.testtools.NativeImageFiles;
import dev.limpid.testtools.ShadedJar;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as programs get it; these tests run once it is packaged. */
class CliJarTest {

    private static final Path JAR = Path.of(System.getProperty("limpid.cli.jar"));
    private static final long BUDGET = 1_565_000;

    /** Parts of Jackson that are left out, although its own classes mention them. */
    private static final String WITHOUT =
            "dev/limpid/cli/jackson/core/(filter/|format/|internal/|io/schubfach/|util/Json(Parser|Generator)(Delegate|Sequence)).*";

    @TempDir
    private Path folder = Path.of("");

    @Test
    void jar_isOneSmallJar_thatSharesNothingButPicocli() throws IOException {
        assertThat(Files.size(JAR)).isLessThan(BUDGET);
        assertThat(ShadedJar.read(JAR).classes().keySet())
                .isNotEmpty()
                .allMatch(name -> name.startsWith("dev/limpid/"));
    }

    @Test
    void documents_sayHowLargeItIs() throws IOException {
        Path root = Path.of(System.getProperty("limpid.root"));
        String size = String.format(Locale.ROOT, "%.1f MB", Files.size(JAR) / 1e6);

        assertThat(Files.readString(root.resolve("README.md")))
                .containsPattern("has " + size + "\\s+and needs picocli");
        assertThat(Files.readString(root.resolve("docs/embed.md")))
                .contains("one jar of " + size + " that needs picocli");
    }

    /** What only the server needs is left out: nothing that remains may need it. */
    @Test
    void everyClassNamedInTheJar_isInIt() throws IOException {
        assertThat(ShadedJar.read(JAR).missing("dev/limpid/", WITHOUT)).isEmpty();
    }

    /** GraalVM's compiler keeps what it is told to keep, and leaves out what is looked up only by name. */
    @Test
    void nativeImageConfig_namesEveryResourceAndCommand() throws IOException {
        NativeImageFiles told = NativeImageFiles.read(JAR);
        assertThat(told.resourcesLeftOut()).isEmpty();
        assertThat(told.namedButMissing()).isEmpty();
        assertThat(told.patternsWithoutResource()).containsExactly("\\QMETA-INF/limpid/program.properties\\E");
        assertThat(told.annotatedButNotNamed(
                        ShadedJar.read(JAR),
                        List.of(
                                "Lpicocli/CommandLine$Command;",
                                "Lpicocli/CommandLine$Option;",
                                "Lpicocli/CommandLine$Parameters;",
                                "Lpicocli/CommandLine$Spec;")))
                .isEmpty();
    }

    @Test
    void module_exportsWhatProgramsCall() {
        ModuleDescriptor module =
                ModuleFinder.of(JAR).find("dev.limpid.cli").orElseThrow().descriptor();
        assertThat(module.exports().stream()
                        .map(ModuleDescriptor.Exports::source)
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(
                        "dev.limpid.cli",
                        "dev.limpid.cli.context",
                        "dev.limpid.counter",
                        "dev.limpid.countfile.mode",
                        "dev.limpid.protocol.chart",
                        "dev.limpid.protocol.config",
                        "dev.limpid.uploader.consent",
                        "dev.limpid.uploader.embed");
    }

    /** A separate program, with only this jar and picocli on its paths; once on each path. */
    @Test
    void program_countsAndShowsWhatItCounted_onEitherPath() throws Exception {
        Path program = compile();
        List<String> onClassPath = List.of("-cp", program + File.pathSeparator + JAR + File.pathSeparator + picocli());
        List<String> onModulePath = List.of(
                "-p", program + File.pathSeparator + JAR + File.pathSeparator + picocli(), "-m", "tool/tool.Tool");
        for (List<String> path : List.of(onClassPath, onModulePath)) {
            Path home = Files.createTempDirectory(folder, "home");
            assertThat(run(path, home, "count")).startsWith("0\n");
            assertThat(run(path, home, "telemetry", "preview")).contains("mode local");
            assertThat(run(path, home, "telemetry", "csv")).contains("tool/runs");
            assertThat(run(path, home, "telemetry", "env", "--json")).contains("\"mode\" : \"local\"");
            assertThat(run(path, home, "telemetry", "view", "--help")).contains("Exit codes");
        }
    }

    @Test
    void jar_alone_makesAReport() throws Exception {
        Path root = Path.of(System.getProperty("limpid.root"));

        IsolatedJar.of(JAR)
                .report(folder, root.resolve("spec/vectors/report/telemetry-dir/local"), "2026-08-21T09:00:00Z");

        assertThat(folder.resolve("telemetry.example.org/local/local.2026-08-20.json"))
                .content()
                .contains("tool/x");
    }

    /** Jackson's fast code for reading and writing fractions is left out. */
    @Test
    void jar_alone_readsAndWritesFractions() throws Exception {
        assertThat(IsolatedJar.of(JAR).roundTripFractions(folder))
                .contains("\"X\":0.1234567890123456")
                .containsPattern("\"FetchRate\": ?0.55")
                .containsPattern("\"Rate\": ?0.00925");
    }

    private Path compile() throws IOException {
        Path source = Files.createDirectories(folder.resolve("source/tool"));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        Path module = Files.writeString(
                source.resolveSibling("module-info.java"), "module tool { requires dev.limpid.cli; exports tool; }");
        Path main = Files.writeString(source.resolve("Tool.java"), """
                package tool;

                import dev.limpid.cli.UserCommands;
                import dev.limpid.counter.*;
                import picocli.CommandLine;

                public class Tool {
                    public static void main(String[] args) {
                        CollectionIdentity collection = CollectionIdentity.local("telemetry.example.org");
                        Telemetry.start(TelemetryOptions.builder()
                                .collection(collection).program("example.org/tool", "1.0.0").build());
                        Counter.of("tool/runs").increment();
                        CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create().name("tool"));
                        line.addSubcommand(UserCommands.telemetry(collection));
                        int code = args[0].equals("count") ? 0 : line.execute(args);
                        System.out.print(code + "\\n");
                    }
                }
                """);
        Javac.compile(classes, List.of("-p", JAR + File.pathSeparator + picocli()), module, main);
        return classes;
    }

    private static String picocli() {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.contains("picocli")) {
                return entry;
            }
        }
        throw new IllegalStateException("picocli is not on the class path");
    }

    private static String run(List<String> path, Path home, String... arguments) throws Exception {
        List<String> line = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        line.addAll(path);
        if (path.get(0).equals("-cp")) {
            line.add("tool.Tool");
        }
        line.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.equals("CI") || name.startsWith("GITHUB"));
        builder.environment().put("LIMPID_DIR", home.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
