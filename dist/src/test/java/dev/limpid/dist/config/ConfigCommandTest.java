package dev.limpid.dist.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.ExitCode;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class ConfigCommandTest {

    private static final String CHARTS = """
            title: Commands
            description: which commands are used
            issue: https://example.org/issues/1
            type: partition
            program: org.example/tool
            module: maven:org.example:tool
            version: 1.1
            counter: tool/command:{build,test}
            expires: 2027-06-30
            """;

    private static final String METADATA = """
            <metadata><versioning><release>1.2</release>
              <versions><version>1.0</version><version>1.1</version><version>1.2</version></versions>
            </versioning></metadata>
            """;

    @TempDir
    private Path folder = Path.of("");

    private final HttpServer server;
    private final SortedMap<String, String> asked = new ConcurrentSkipListMap<>();
    private final Map<String, String> files = new ConcurrentSkipListMap<>();

    private record Result(int code, String out, String err) {}

    ConfigCommandTest() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String path = exchange.getRequestURI().getRawPath();
            asked.put(path, exchange.getRequestMethod());
            byte[] body = files.getOrDefault(path, "not here").getBytes(UTF_8);
            exchange.sendResponseHeaders(files.containsKey(path) ? 200 : 404, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    @BeforeEach
    void serve() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void generate_looksUpVersionsThroughTheMirrorOfTheUsersSettings() throws Exception {
        files.put("/mirror/org/example/tool/maven-metadata.xml", METADATA);
        Path settings = Files.createDirectories(folder.resolve(".m2")).resolve("settings.xml");
        Files.writeString(
                settings,
                "<settings><mirrors><mirror><id>ours</id><mirrorOf>external:*,!private</mirrorOf><url>" + address()
                        + "mirror</url></mirror></mirrors></settings>");
        Result result = run("generate", charts(CHARTS));
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        CollectionConfig config = CollectionConfigCodec.read(result.out().getBytes(UTF_8), "v1.0.0");
        assertThat(config.programs().get(0).versions()).startsWith("1.1", "1.1.1", "1.1.2", "1.2", "1.2.1");
        assertThat(asked).containsOnlyKeys("/mirror/org/example/tool/maven-metadata.xml");
    }

    @Test
    void generate_looksUpGoModulesAtTheProxy() throws Exception {
        files.put("/go/example.org/!tool/@v/list", "v0.1.0\nv0.2.0\n");
        files.put(
                "/go/golang.org/toolchain/@v/list",
                "v0.0.1-go1.24.0.linux-amd64\nv0.0.1-go1.24.0.windows-386\nv0.0.1-go1.25rc1.linux-amd64\n");
        String charts =
                CHARTS.replace("maven:org.example:tool", "go:example.org/Tool").replace("1.1", "v0.1.0");
        Result result = run("generate", charts(charts), "--go", "--go-proxy", address() + "empty," + address() + "go");
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("\"GoVersion\"", "\"go1.24.0\"", "\"go1.25rc2\"", "\"v0.2.0\"", "\"v0.3.0\"");
    }

    @Test
    void generate_failsIfVersionsCannotBeLookedUp() throws Exception {
        Result result = run("generate", charts(CHARTS), "--maven-repository", address() + "central");
        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("/central/org/example/tool/maven-metadata.xml: not found")
                .contains("org.example:tool");
    }

    @Test
    void generate_writesNothingIfNothingThatMattersChanges() throws Exception {
        String charts = charts(CHARTS.replace("maven:org.example:tool", "versions: 1.0, 1.1"));
        Path config = folder.resolve("config.json");
        Result first = run("generate", charts, "--no-lookup", "--output", config.toString());
        assertThat(first.err())
                .startsWith("wrote " + config + ": a configuration of 1 program with ")
                .hasLineCount(1);
        assertThat(first.code()).isZero();
        byte[] bytes = Files.readAllBytes(config);
        Path next = folder.resolve("next.json");
        Result again =
                run("generate", charts, "--no-lookup", "--in-force", config.toString(), "--output", next.toString());
        assertThat(again.err()).contains("nothing that matters changes");
        assertThat(next).doesNotExist();
        assertThat(Files.readAllBytes(config)).isEqualTo(bytes);
    }

    @Test
    void check_reportsAllProblemsOfAllFilesAtOnce() throws Exception {
        String broken = charts("titel: a\ntype: pie\n---\n" + CHARTS.replace("issue:", "# issue:"));
        Result result = run("check", broken);
        assertThat(result.code()).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(result.out().lines())
                .anyMatch(line -> line.contains("charts.txt:1:1: error: found the key \"titel\""))
                .anyMatch(line -> line.contains("charts.txt:2:7: error: found type \"pie\""))
                .anyMatch(line -> line.contains("charts.txt:4:8: error: the chart \"Commands\" has no issue"))
                .anyMatch(line -> line.endsWith("1 chart, 7 errors, 0 warnings"));
    }

    /** Such as a file that was not completely written: nothing in it can be trusted, so it must not stop a question. */
    @Test
    void fileWithoutAChart_isAnErrorForEveryCommand_exceptDiff() throws Exception {
        String empty =
                Files.writeString(folder.resolve("empty.txt"), "# to come\n").toString();
        String error = empty + ":1:1: error: there is no chart, expected at least one, which begins with a line like"
                + " \"title: Commands\"\n";
        Result check = run("check", charts(CHARTS), empty);
        assertThat(check.out()).contains(error).endsWith("1 chart, 1 error, 0 warnings\n");
        assertThat(check.code()).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(run("check", "--json", empty).out()).contains("\"code\" : \"syntax\"", "there is no chart");
        for (Result result : List.of(run("plan", empty), run("generate", "--no-lookup", empty))) {
            assertThat(result.err()).isEqualTo(error);
            assertThat(result.out()).isEmpty();
            assertThat(result.code()).isEqualTo(ExitCode.FOUND_WRONG);
        }
        assertThat(run("diff", empty, charts(CHARTS)).out()).contains("tool/command:{build,test}");
    }

    @Test
    void check_saysInALineThatAFileIsMissing() throws Exception {
        Result result = run("check", folder.resolve("none.txt").toString());
        assertThat(result.code()).isEqualTo(ExitCode.FAILED);
        assertThat(result.err())
                .isEqualTo("limpid config check: " + folder.resolve("none.txt") + ": not found, expected a file\n");
    }

    @Test
    void check_acceptsTheChartsOfTheExample() throws Exception {
        Path charts = Path.of(System.getProperty("limpid.root", "..")).resolve("examples/charts.txt");
        Result result = run("check", "--strict", "--quiet", charts.toString());
        assertThat(result.out()).endsWith(", 0 errors, 0 warnings\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void check_acceptsTheChartOfTheReadme() throws Exception {
        String readme = Files.readString(
                Path.of(System.getProperty("limpid.root", "..")).resolve("README.md"));
        String chart = readme.substring(readme.indexOf("title: "));
        Result result = run("check", "--strict", "--quiet", charts(chart.substring(0, chart.indexOf("```"))));
        assertThat(result.out()).isEqualTo("1 chart, 0 errors, 0 warnings\n");
    }

    @Test
    void check_inJson_saysWhereEachFindingIs() throws Exception {
        Result result = run("check", "--json", charts("titel: a\n---\n" + CHARTS.replace("issue:", "# issue:")));
        assertThat(result.code()).isEqualTo(ExitCode.FOUND_WRONG);
        assertThat(result.out())
                .startsWith("[")
                .contains("\"code\" : \"syntax\"", "\"line\" : 1", "\"code\" : \"no-discussion\"")
                .endsWith("]\n");
        assertThat(run("check", "--json", "--quiet", charts(CHARTS)).out()).isEqualTo("[ ]\n");
    }

    @Test
    void check_acceptsAGoodChart() throws Exception {
        Result result = run("check", "--quiet", charts(CHARTS));
        assertThat(result.out()).isEqualTo("1 chart, 0 errors, 0 warnings\n");
        assertThat(result.code()).isZero();
    }

    @Test
    void check_offersTheTextOfTheBuiltInCharts() throws Exception {
        Result result = run("check", charts(CHARTS));
        assertThat(result.out())
                .contains("charts.txt:5:10: note: org.example/tool has no chart of its versions")
                .contains("\n\ntitle: Versions\n", "\ncounter: limpid/os\n", "\ncounter: limpid/runtime\n")
                .endsWith("\n1 chart, 0 errors, 0 warnings\n");
        String offered = result.out()
                .substring(result.out().indexOf("title: "), result.out().lastIndexOf("\n\n"))
                .replace("https://… where this was discussed", "https://example.org/issues/9");
        assertThat(run("check", "--strict", "--quiet", charts(CHARTS + "---\n" + offered))
                        .out())
                .isEqualTo("5 charts, 0 errors, 0 warnings\n");
        assertThat(run("check", "--json", charts(CHARTS)).out()).contains("\"offer\" : \"title: Versions\\n");
    }

    @Test
    void twoChartsOfOneId_areAnErrorForEveryCommand() throws Exception {
        String twice = charts(CHARTS.replace("maven:org.example:tool", "versions: 1.1") + "---\n"
                + CHARTS.replace("title: Commands", "title: Others").replace("{build,test}", "{run}"));
        assertThat(run("check", twice).out()).contains("error: the chart \"Others\" has the ID \"tool-command\" as");
        for (Result result : List.of(run("generate", "--no-lookup", twice), run("diff", twice, twice))) {
            assertThat(result.code()).isEqualTo(ExitCode.FOUND_WRONG);
            assertThat(result.err())
                    .isEqualTo("error: found the chart org.example/tool/tool-command twice, expected it once\n");
        }
        assertThat(run("plan", twice).code()).isZero();
    }

    @Test
    void diff_saysWhatAChangeWouldNewlyCollect() throws Exception {
        Path before = Files.writeString(folder.resolve("before.txt"), CHARTS);
        Path after = Files.writeString(
                folder.resolve("after.txt"),
                CHARTS.replace("{build,test}", "{build,test,run}").replace("2027-06-30", "2026-12-31"));
        Result result = run("diff", before.toString(), after.toString(), "--markdown");
        assertThat(result.out()).isEqualTo("""
                        ### Newly collected

                        **`org.example/tool`**

                        - chart `tool-command`: asks for counter `tool/command:run` too, in the same answer
                          <br>decided in https://example.org/issues/1

                        ### No longer collected

                        **`org.example/tool`**

                        - chart `tool-command`: until 2026-12-31, before until 2027-06-30
                          <br>decided in https://example.org/issues/1
                        """);
        assertThat(run("diff", "--json", before.toString(), after.toString()).out())
                .startsWith("""
                        [
                          {
                            "direction" : "more",
                            "program" : "org.example/tool",
                            "sentence" : "chart tool-command: asks for counter tool/command:run too, in the same answer",
                            "why" : [
                              "https://example.org/issues/1"
                            ]
                          },
                        """);
        assertThat(run("diff", before.toString(), before.toString()).out())
                .isEqualTo("What is collected does not change.\n");
    }

    @Test
    void plan_saysWhatAccuracyToExpect() throws Exception {
        Result known = run("plan", charts(CHARTS), "--participation", "org.example/tool=2000");
        assertThat(known.out()).contains("16,588", "2,000", "100%", "2.88%", "      9", "     52", "    165");
        Result unknown = run("plan", charts(CHARTS));
        assertThat(unknown.out()).contains("unknown");
        assertThat(run("plan", "--json", charts(CHARTS)).out()).isEqualTo("""
                        [
                          {
                            "program" : "org.example/tool",
                            "id" : "tool-command",
                            "chart" : "Commands",
                            "expired" : false,
                            "asked" : 0.01,
                            "needed" : 16588,
                            "rate" : 1.0,
                            "answersPerYear" : 52.17857142857143,
                            "answerBytes" : 165,
                            "bytesPerWeek" : 165.0
                          }
                        ]
                        """);
        assertThat(run("plan", "--measured", "x.json", charts(CHARTS)).code()).isEqualTo(ExitCode.USAGE);
    }

    @Test
    void thePageOnThePublicProcess_showsWhatTheCommandsPrint() throws Exception {
        Path page = Path.of(System.getProperty("limpid.root", "..")).resolve("docs/public-process.md");
        String before = block(page, "before");
        String after = before.replace("{build,test}", "{build,test,run}").replace("2027-06-30", "2026-12-31")
                + "by: version, os\n";
        Path old = Files.writeString(folder.resolve("before.txt"), before);
        assertThat(run("diff", old.toString(), charts(after)).out()).isEqualTo(block(page, "diff"));
        assertThat(run("plan", old.toString(), "--participation", "org.example/tool=1000000")
                        .out())
                .isEqualTo(block(page, "plan"));
        assertThat(run("check", "--strict", "--quiet", old.toString()).code()).isZero();
    }

    private static String block(Path page, String name) throws IOException {
        String text = Files.readString(page);
        String rest = text.substring(text.indexOf("<!-- " + name + " -->"));
        String block = rest.substring(rest.indexOf("```\n") + 4);
        return block.substring(0, block.indexOf("```"));
    }

    private String charts(String text) throws IOException {
        return Files.writeString(folder.resolve("charts.txt"), text).toString();
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    private Result run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        Clock clock = Clock.fixed(Instant.parse("2026-11-20T12:00:00Z"), ZoneOffset.UTC);
        CommandLine command = UserCommands.configure(new CommandLine(UserCommands.group("limpid", "Limpid."))
                .addSubcommand("config", ConfigCommand.create(clock, Map.of(), folder)));
        int code = command.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(
                        Stream.concat(Stream.of("config"), Stream.of(arguments)).toArray(String[]::new));
        return new Result(code, lines(out), lines(err));
    }

    private static String lines(StringWriter text) {
        return text.toString().replace(System.lineSeparator(), "\n");
    }
}
