package dev.limpid.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.DrawnChart;
import dev.limpid.charts.Period;
import dev.limpid.charts.draw.ChartSetBuilder;
import dev.limpid.charts.draw.IncompleteWeeks;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfigCodec;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkChartsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-08-17");
    private static final Period MONTH = Period.monthOf(MONDAY);

    /** So many machines that not all stacks of their week are looked at. */
    private static final int MANY = 1_500;

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
        CollectionConfig early = config("v1.0.0", 1);
        CollectionConfig late = config("v1.1.0", 0.5).withRevoked(List.of("v0.9.0"));
        CollectionConfig revoked = config("v0.9.0", 0.00001);
        QuestionPlan plan = new QuestionPlan(ChartConfig.parse("charts.txt", CHARTS), List.of(early, late));
        AnswerFold fold = new AnswerFold(plan);
        Random random = new Random(8);
        for (int week = 0; week < 6; week++) {
            LocalDate monday = MONDAY.minusWeeks(week);
            byte[] lines = lines(monday, List.of(early, late, revoked), week == 0 ? MANY : 100, random);
            AnswerFold one =
                    new AnswerFold(plan, MessageDigest.getInstance("SHA-256").digest(lines));
            for (String line : new String(lines, UTF_8).lines().toList()) {
                one.add(line.getBytes(UTF_8), 0, line.getBytes(UTF_8).length);
            }
            fold.merge(one);
            boolean packed = week % 2 == 0;
            Files.write(
                    folder.resolve(monday + (packed ? ".ndjson.zst" : ".ndjson")),
                    packed ? Zstd.compress(lines) : lines);
        }

        SparkCharts.run(
                spark,
                "--collection",
                "example.org",
                "--config",
                module(revoked).toString(),
                "--config",
                module(early).toString(),
                "--config",
                module(late).toString(),
                "--period",
                Period.week(MONDAY).name(),
                "--period",
                MONTH.name(),
                "--provisional",
                MONDAY.toString(),
                "--output",
                folder.resolve("out").toString(),
                folder + "/*.ndjson*");

        for (Period period : List.of(Period.week(MONDAY), MONTH)) {
            ChartSet charts = new ChartSetBuilder(
                            fold, "example.org", "v1.1.0", IncompleteWeeks.of(Set.of(MONDAY), List.of()))
                    .build(period);
            assertThat(Files.readString(folder.resolve("out/" + period.name() + ".json")))
                    .isEqualTo(new String(ChartSetCodec.toJson(charts), UTF_8));
            assertThat(charts.programs().get(0).charts().stream()
                            .filter(DrawnChart.Stacks.class::isInstance)
                            .map(chart -> ((DrawnChart.Stacks) chart).sampled()))
                    .as("there are more stacks than are looked at, so the week's digest matters")
                    .allMatch(sampled -> sampled < 1)
                    .hasSize(1);
        }
    }

    @Test
    void twoFilesAboutOneWeek_areRefused() throws Exception {
        CollectionConfig config = config("v1.0.0", 1);
        for (String name : List.of("2026-08-17.0.ndjson", "2026-08-17.1.ndjson")) {
            Files.write(folder.resolve(name), lines(MONDAY, List.of(config), 10, new Random(1)));
        }

        assertThatThrownBy(() -> SparkCharts.run(
                        spark,
                        "--config",
                        module(config).toString(),
                        "--output",
                        folder.toString(),
                        folder + "/*.ndjson"))
                .hasMessageContaining("two files hold answers about 2026-08-17, expected one file a week");
    }

    @Test
    void fileThatHoldsNoAnswers_isNamed() throws Exception {
        Path broken = Files.writeString(folder.resolve("2026-08-17.ndjson"), "{\"Week\":\"nonsense\"}\n");
        Path module = module(config("v1.0.0", 1));

        assertThatThrownBy(() -> SparkCharts.run(
                        spark, "--config", module.toString(), "--output", folder.toString(), broken.toString()))
                .hasMessageContaining("2026-08-17.ndjson")
                .hasMessageContaining("does not end with N");
    }

    @Test
    void arguments_thatAreMissingAreNamed() {
        assertThatThrownBy(() -> SparkCharts.run(spark, "--output", "x"))
                .hasMessage("expected --config ZIP, --output FOLDER and at least one file or folder of answers");
        assertThatThrownBy(() -> SparkCharts.run(spark, "--colour", "x"))
                .hasMessageStartingWith("--colour is not known");
    }

    private Path module(CollectionConfig config) throws IOException {
        Path file = folder.resolve(config.version() + ".zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            String prefix = "example.org/config@" + config.version() + "/";
            zip.putNextEntry(new ZipEntry(prefix + "charts.txt"));
            zip.write(CHARTS.getBytes(UTF_8));
            zip.putNextEntry(new ZipEntry(prefix + "config.json"));
            zip.write(CollectionConfigCodec.toJson(config));
        }
        return file;
    }

    private static CollectionConfig config(String version, double rate) throws Exception {
        List<Question> questions = new ArrayList<>();
        for (Chart chart : ChartConfig.parse("charts.txt", CHARTS)) {
            questions.add(new Question(
                    chart.id(), rate, chart.by(), RequestedCounters.of(chart), Optional.empty(), Optional.empty()));
        }
        return new CollectionConfig(
                version,
                List.of("linux", "darwin"),
                List.of("amd64"),
                List.of("java21"),
                rate,
                List.of(new CollectionConfig.Program("org.example/tool", List.of("1.0.0"), questions)));
    }

    /** The published lines of a week: what so many machines answered, each to all questions, as it happens. */
    private static byte[] lines(LocalDate monday, List<CollectionConfig> configs, int machines, Random random) {
        SortedMap<String, Long> distinct = new TreeMap<>();
        for (int machine = 0; machine < machines; machine++) {
            CollectionConfig config = configs.get(random.nextInt(configs.size()));
            Report local = local(monday.plusWeeks(1), random);
            for (Question question : config.programs().get(0).questions()) {
                String chart = "org.example/tool/" + question.id();
                Answer answer = config.answer(chart, local).orElseThrow();
                distinct.merge(new String(AnswerCodec.toJson(answer), UTF_8), 1L, Long::sum);
            }
        }
        StringBuilder lines = new StringBuilder();
        distinct.forEach((answer, n) -> lines.append(answer, 0, answer.length() - 1)
                .append(",\"N\":")
                .append(n)
                .append("}\n"));
        return lines.toString().getBytes(UTF_8);
    }

    private static Report local(LocalDate end, Random random) {
        Map<String, Long> counters = Map.of(
                random.nextBoolean() ? "editor:vim" : "editor:emacs",
                1L,
                "time:<10ms",
                1L + random.nextInt(50),
                "time:<1s",
                1L + random.nextInt(9));
        SortedMap<String, Long> seen = new TreeMap<>();
        for (int i = 0; i < 60; i++) {
            seen.put("crash\norg.example.Tool.run" + random.nextInt(1_000_000) + ":+1", 1L);
        }
        Build build =
                new Build("org.example/tool", "1.0.0", "java21", random.nextBoolean() ? "linux" : "darwin", "amd64");
        return new Report(end, Optional.empty(), 0.5, "", List.of(new ProgramReport(build, counters, seen)));
    }
}
