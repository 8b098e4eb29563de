package dev.limpid.dist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.home.Environment;
import dev.limpid.uploader.consent.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** The examples in every command's help, and the calls in the documentation. */
class ExamplesTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("limpid.root"));

    /** They serve until they are stopped, or need a server or a program with the example's name. */
    private static final List<String> ENDLESS = List.of(
            "limpid serve /",
            "limpid relay /",
            "limpid witness",
            "limpid view",
            "limpid demo",
            "limpid rehearse",
            "limpid verify-data",
            "limpid chart ",
            "limpid stacks ");

    @TempDir
    Path root;

    @Test
    void examples_doWhatTheyShow() throws Exception {
        ExampleFiles files = new ExampleFiles(root);
        files.make(REPOSITORY);
        for (ShellLine example : examples()) {
            if (ENDLESS.stream().anyMatch(example.text()::startsWith)) {
                continue;
            }
            if (example.text().startsWith("limpid restore")) {
                files.loseTheServer();
            }
            StringWriter said = new StringWriter();
            String[] arguments = example.expandedIn(root);
            int code = limpid(arguments)
                    .setOut(new PrintWriter(said, true))
                    .setErr(new PrintWriter(said, true))
                    .execute(arguments);
            assertThat(code).as("%s%n%s", example.text(), said).isZero();
        }
        assertThat(root.resolve("var/www/telemetry/log/config/checkpoint")).exists();
        assertThat(root.resolve("charts.csv")).isNotEmptyFile();
        assertThat(root.resolve("counts.parquet")).isNotEmptyFile();
    }

    @Test
    void queriesThatTheDocumentationShows_areAnswered() throws Exception {
        new ExampleFiles(root).make(REPOSITORY);
        int asked = 0;
        for (Path page : pages()) {
            for (ShellLine call : ShellLine.in(Files.readString(page))) {
                if (call.text().startsWith("limpid query")) {
                    StringWriter said = new StringWriter();
                    String[] arguments = call.expandedIn(root);
                    int code = limpid(arguments)
                            .setOut(new PrintWriter(said, true))
                            .setErr(new PrintWriter(said, true))
                            .execute(arguments);
                    assertThat(code).as("%s%n%s", call.text(), said).isZero();
                    if (!call.text().contains("--parquet")) {
                        assertThat(said.toString().lines()).as(call.text()).hasSizeGreaterThan(1);
                    }
                    asked++;
                }
            }
        }
        assertThat(asked).isGreaterThan(4);
    }

    @Test
    void examples_andDocumentedCalls_areUnderstood() throws IOException {
        List<ShellLine> calls = new ArrayList<>(examples());
        assertThat(calls).hasSizeGreaterThan(50);
        for (Path page : pages()) {
            calls.addAll(ShellLine.in(Files.readString(page).replaceAll("<[a-z ]*>", "X")));
        }
        for (ShellLine call : calls) {
            String[] arguments = call.arguments().toArray(String[]::new);
            assertThatCode(() -> limpid(arguments).parseArgs(arguments))
                    .as(call.text())
                    .doesNotThrowAnyException();
        }
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(REPOSITORY.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "deploy/README.md", "dist/src/main/image/README.md")
                                    .map(REPOSITORY::resolve),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .sorted()
                    .toList();
        }
    }

    private List<ShellLine> examples() {
        List<ShellLine> examples = new ArrayList<>();
        collect(limpid("--help"), examples);
        return examples;
    }

    private static void collect(CommandLine command, List<ShellLine> examples) {
        examples.addAll(ShellLine.in(Ansi.OFF.string(command.getHelp().footer())));
        command.getSubcommands().values().forEach(below -> collect(below, examples));
    }

    /** A user who agrees to everything. */
    private static Optional<Terminal> terminal() {
        return Optional.of(
                new Terminal(new BufferedReader(new StringReader("yes\n")), new PrintWriter(new StringWriter())));
    }

    /** The command line with this folder in place of the disk and the user's home. */
    private CommandLine limpid(String... arguments) {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", root.resolve("home").toString()),
                Map.of(),
                root.resolve("none").toFile());
        return Main.commandLine(new CommandContext(environment, Optional.empty(), ExamplesTest::terminal), arguments)
                .registerConverter(Path.class, text -> root.resolve(text.replaceFirst("^~?/", "")));
    }
}
