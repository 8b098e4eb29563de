package dev.limpid.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.limpid.charts.ChartFold;
import dev.limpid.charts.ChartPlan;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.config.UploadConfigCodec;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkChartsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-08-20");
    private static final String CHARTS = """
            title: Editors
            description: which editors
            issue: https://example.org/1
            type: partition
            program: org.example/tool
            module: versions: 1.0.0
            counter: editor:{vim,emacs}
            ---
            title: Time
            description: how long
            issue: https://example.org/2
            type: histogram
            program: org.example/tool
            module: versions: 1.0.0
            counter: time:{<10ms,<1s}
            ---
            title: Crashes
            description: where
            issue: https://example.org/3
            type: stack
            program: org.example/tool
            module: versions: 1.0.0
            counter: crash
            depth: 8
            """;

    private static JavaSparkContext spark;

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void start() {
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1");
        spark = new JavaSparkContext(conf);
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @Test
    void charts_areTheBytesThatOneMachineComputes() throws Exception {
        UploadConfig early = config("v1.0.0", 1);
        UploadConfig late = config("v1.1.0", 0.5);
        ChartPlan plan = ChartPlan.of(charts(), List.of(early, late));
        ChartFold fold = new ChartFold(plan);
        Random random = new Random(8);
        for (int file = 0; file < 6; file++) {
            ByteArrayOutputStream lines = new ByteArrayOutputStream();
            for (int i = 0; i < 200; i++) {
                Report report = (random.nextBoolean() ? early : late).select(local(DAY.minusDays(file), random));
                lines.write(ReportCodec.toJson(report));
                lines.write('\n');
                fold.add(report);
            }
            boolean packed = file % 2 == 0;
            byte[] content = packed ? Zstd.compress(lines.toByteArray()) : lines.toByteArray();
            Files.write(folder.resolve(DAY.minusDays(file) + (packed ? ".ndjson.zst" : ".ndjson")), content);
        }

        SparkCharts.run(
                spark,
                "--collection",
                "example.org",
                "--config",
                module(early).toString(),
                "--config",
                module(late).toString(),
                "--period",
                Period.weekTo(DAY).name(),
                "--period",
                DAY.toString(),
                "--output",
                folder.resolve("out").toString(),
                folder + "/*.ndjson*");

        for (Period period : List.of(Period.weekTo(DAY), Period.day(DAY))) {
            assertThat(Files.readString(folder.resolve("out/" + period.name() + ".json")))
                    .isEqualTo(new String(ChartSetCodec.toJson(fold.charts("example.org", "v1.1.0", period)), UTF_8));
        }
    }

    @Test
    void fileThatHoldsNoReports_isNamed() throws Exception {
        Path broken = Files.writeString(folder.resolve("2026-08-20.ndjson"), "{\"Week\":\"nonsense\"}\n");
        Path module = module(config("v1.0.0", 1));

        assertThatThrownBy(() -> SparkCharts.run(
                        spark, "--config", module.toString(), "--output", folder.toString(), broken.toString()))
                .hasMessageContaining("2026-08-20.ndjson")
                .hasMessageContaining("Week is");
    }

    @Test
    void arguments_thatAreMissingAreNamed() {
        assertThatThrownBy(() -> SparkCharts.run(spark, "--output", "x"))
                .hasMessage("expected --config ZIP, --output FOLDER and at least one file or folder of reports");
        assertThatThrownBy(() -> SparkCharts.run(spark, "--colour", "x"))
                .hasMessageStartingWith("--colour is not known");
    }

    private Path module(UploadConfig config) throws IOException {
        Path file = folder.resolve(config.version() + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            String prefix = "example.org/config@" + config.version() + "/";
            zip.putNextEntry(new ZipEntry(prefix + "charts.txt"));
            zip.write(CHARTS.getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry(prefix + "config.json"));
            zip.write(UploadConfigCodec.toJson(config));
        }
        return file;
    }

    private static List<Chart> charts() throws Exception {
        return ChartConfig.parse("charts.txt", CHARTS);
    }

    private static UploadConfig config(String version, double rate) throws Exception {
        List<CounterRule> counters = new ArrayList<>();
        for (Chart chart : charts()) {
            if (chart.depth() == 0) {
                chart.collected().forEach(counter -> counters.add(new CounterRule(counter, rate)));
            }
        }
        return new UploadConfig(
                version,
                List.of("linux", "darwin"),
                List.of("amd64"),
                List.of("java21"),
                rate,
                1,
                List.of(new UploadConfig.Program(
                        "org.example/tool",
                        List.of("1.0.0"),
                        counters,
                        List.of(new StackRule("crash", rate, 8, List.of())))));
    }

    private static Report local(LocalDate week, Random random) {
        Map<String, Long> counters = Map.of(
                random.nextBoolean() ? "editor:vim" : "editor:emacs",
                1L,
                "time:<10ms",
                1L + random.nextInt(50),
                "time:<1s",
                1L + random.nextInt(9));
        Map<String, Long> stacks =
                random.nextInt(5) == 0 ? Map.of("crash\norg.example.Tool.run:+" + random.nextInt(4), 1L) : Map.of();
        Build build =
                new Build("org.example/tool", "1.0.0", "java21", random.nextBoolean() ? "linux" : "darwin", "amd64");
        return new Report(
                week, Optional.empty(), random.nextDouble(), "", List.of(new ProgramReport(build, counters, stacks)));
    }
}
