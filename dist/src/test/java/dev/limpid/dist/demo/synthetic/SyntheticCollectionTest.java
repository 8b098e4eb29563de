package dev.limpid.dist.demo.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Bucket;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.Partition;
import dev.limpid.charts.ChartResult.Ratio;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.cli.UserCommands;
import dev.limpid.cli.context.CommandContext;
import dev.limpid.counter.home.Environment;
import dev.limpid.dist.data.DataCommands;
import dev.limpid.dist.site.SiteCommand;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.server.settings.ServerSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The end of the made-up story with few machines, so that every one of them answers and its charts can be added up. */
class SyntheticCollectionTest {

    private static final LocalDate LAST = LocalDate.of(2026, 10, 26);
    private static final int LAST_WEEK = SyntheticCalendar.ALL - 1;
    private static final int HOMES = 700;
    private static final int WEEKS = 6;

    @TempDir
    private static Path root = Path.of("");

    private static Path folder = Path.of("");
    private static List<Report> reports = List.of();

    @SuppressWarnings("NullAway.Init") // set before the first test
    private static CollectionServer server;

    @BeforeAll
    static void publish() throws Exception {
        folder = root.resolve(SyntheticCollection.NAME);
        SyntheticCollection.publish(folder, HOMES, WEEKS, LAST);
        reports = IntStream.range(0, HOMES)
                .mapToObj(SyntheticMachine::new)
                .filter(home -> SeededRandom.of(home.number, LAST_WEEK, 2).nextDouble() < home.activity)
                .map(home -> SyntheticReport.of(home, LAST_WEEK, LAST))
                .toList();
        server = CollectionServer.start(
                ServerSettings.local(List.of(SyntheticCollection.settings(folder))), Clock.systemUTC());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    @Test
    void charts_areWhatTheMachinesCounted() throws IOException {
        List<ChartResult> charts = charts();
        assertThat(charts).hasSize(SyntheticCharts.values().length);
        for (ChartResult chart : charts) {
            assertThat(chart.answers()).as(chart.title().chart()).isEqualTo(reports.size());
            if (chart instanceof Ratio ratio) {
                long over = machines(ratio.over());
                assertThat(chart.machinesWithCounts()).isEqualTo(over);
                assertThat(ratio.installations().value())
                        .isCloseTo((double) machines(chart.title().counter()) / over, within(1e-5));
            } else if (chart instanceof Partition partition
                    && !chart.title().counter().startsWith("limpid/")) {
                for (Bucket bucket : partition.buckets()) {
                    assertThat(bucket.answers())
                            .as(bucket.name())
                            .isEqualTo(machines(chart.title().counter() + ":" + bucket.name()));
                }
            }
        }
    }

    /** The purpose of it all: nobody can miss the fault in the chart by system. */
    @Test
    void cache_missesAll_onOneSystemFromOneVersionOn() throws IOException {
        for (Report report : reports) {
            for (ProgramReport program : report.programs()) {
                boolean broken = program.build().os().equals("darwin")
                        && List.of("1.14.1", "1.14.2", "1.15.0", "1.15.1")
                                .contains(program.build().version());
                long lookups = count(program, "kiln/cache-lookup");
                long misses = count(program, "kiln/cache-miss");
                assertThat(misses == lookups).as(program.build().toString()).isEqualTo(broken);
            }
        }
        Map<String, Double> bySystem = figures(chart("cache"), Attribute.OS, "pooled");
        assertThat(bySystem.get("darwin")).isGreaterThan(.3);
        assertThat(bySystem.get("linux")).isLessThan(.1);
    }

    @Test
    void settingThatNobodyChanges_isShownWithItsInterval() throws IOException {
        Bucket never = ((Partition) chart("settings"))
                .buckets().stream()
                        .filter(bucket -> bucket.name().equals("strict-addresses"))
                        .findFirst()
                        .orElseThrow();
        assertThat(never.answers()).isZero();
        assertThat(never.share().high()).isBetween(0.001, .05);
    }

    @Test
    void everyPage_saysThatItIsMadeUp() throws IOException {
        for (String page :
                List.of("", "charts/", "charts/latest", "stacks/", "data/", "config/", "log/", "privacy", "about")) {
            assertThat(get(page)).as(page).contains("Made up: there is no kiln.");
        }
    }

    @Test
    void makingItAgain_givesTheSameAnswersAndCharts(@TempDir Path other) throws Exception {
        SyntheticCollection.publish(other, HOMES, WEEKS, LAST);
        assertThat(Files.readString(other.resolve("published/index.json")))
                .isEqualTo(Files.readString(folder.resolve("published/index.json")));
    }

    @Test
    void anyone_canComputeItAgain() {
        StringWriter said = new StringWriter();
        CommandLine verify = Objects.requireNonNull(
                        DataCommands.factories(new ByteArrayOutputStream()).get("verify-data"))
                .get();
        int code = UserCommands.configure(verify)
                .setOut(new PrintWriter(said, true))
                .setErr(new PrintWriter(said, true))
                .execute(server.url().toString());
        assertThat(said.toString()).contains("Everything is as it should be.");
        assertThat(code).isZero();
    }

    /** The founding case in the maintainers' terminal, wherever the charts are. */
    @Test
    void chartInATerminal_namesTheFault_andIsTheSameFromSiteFolderAndExport() throws IOException {
        String site = server.url().toString();
        String shown = limpid("chart", "cache", "--by", "os", "--from", site);
        assertThat(shown.lines().limit(6))
                .anyMatch(line -> line.startsWith("! “kiln/cache-miss” of all “kiln/cache-lookup” (at most "));
        for (String text : List.of(shown, limpid("chart", "--from", site))) {
            assertThat(text.replaceAll("\\s+", " "))
                    .containsPattern(
                            "“kiln/cache-miss” of all “kiln/cache-lookup” \\(at most [0-9,]+ a machine\\) on darwin");
        }
        assertThat(limpid("chart", "cache", "--by", "os", "--from", folder.toString()))
                .isEqualTo(shown);
        Path config = root.resolve("limpid.conf");
        Files.writeString(
                config, "folder = .\n[collection " + SyntheticCollection.NAME + "]\nurl = https://kiln.example/\n");
        Path export = root.resolve("export");
        CommandLine command = SiteCommand.create();
        assertThat(UserCommands.configure(command)
                        .setOut(new PrintWriter(new StringWriter()))
                        .execute("export", config.toString(), export.toString()))
                .isZero();
        assertThat(limpid("chart", "cache", "--by", "os", "--from", export.toString()))
                .isEqualTo(shown);
        String id = chart("cache").title().id();
        assertThat(limpid("chart", "cache", "--json", "--from", export.toString()))
                .isEqualTo(get("charts/" + LAST + "/" + id + ".json"))
                .isEqualTo(Files.readString(export.resolve("charts/" + LAST + "/" + id + ".json")));
    }

    private static String limpid(String... arguments) {
        Environment environment = Environment.of(
                Map.of("LIMPID_DIR", root.resolve("home").toString(), "LANG", "C.UTF-8"),
                Map.of(),
                root.resolve("none").toFile());
        StringWriter out = new StringWriter();
        int code = UserCommands.limpid(new CommandContext(environment, Optional.empty()))
                .setOut(new PrintWriter(out))
                .execute(arguments);
        assertThat(code).isZero();
        return out.toString();
    }

    /** The gallery shows the charts as the demo asks them, and links to pages that exist. */
    @Test
    void gallery_containsEveryChart_andLinksToItsPage() throws IOException {
        String gallery = Files.readString(
                Path.of(System.getProperty("limpid.root"), "docs", "gallery.md"), StandardCharsets.UTF_8);
        for (SyntheticCharts chart : SyntheticCharts.values()) {
            String page = "charts/latest/" + chart(chart.id).title().id();
            assertThat(gallery).contains("```\n" + chart.text() + "```\n").contains("`" + page + "`");
            assertThat(get(page)).contains("<h1");
        }
    }

    private static Map<String, Double> figures(ChartResult chart, Attribute by, String figure) {
        Map<String, Double> figures = new java.util.HashMap<>();
        chart.splits().stream().filter(split -> split.by() == by).forEach(split -> {
            for (Cell cell : split.cells()) {
                cell.figures().stream()
                        .filter(one -> one.name().equals(figure))
                        .forEach(one -> figures.put(cell.value(), one.estimate().value()));
            }
        });
        return figures;
    }

    private static org.assertj.core.data.Offset<Double> within(double most) {
        return org.assertj.core.data.Offset.offset(most);
    }

    private static long machines(String counter) {
        return reports.stream()
                .filter(report -> report.programs().stream().anyMatch(program -> count(program, counter) > 0))
                .count();
    }

    private static long count(ProgramReport program, String counter) {
        return program.counters().getOrDefault(counter, 0L);
    }

    private static ChartResult chart(String id) throws IOException {
        return charts().stream()
                .filter(chart -> chart.title().chart().endsWith("/" + id))
                .findFirst()
                .orElseThrow();
    }

    private static List<ChartResult> charts() throws IOException {
        ChartSet set = new PublishedFolder(folder.resolve("published"), SyntheticCollection.NAME)
                .charts(Period.week(LAST))
                .orElseThrow();
        assertThat(set.programs()).hasSize(1);
        return set.programs().get(0).charts();
    }

    private static String get(String path) throws IOException {
        try (InputStream in =
                URI.create(server.url().toString()).resolve(path).toURL().openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
