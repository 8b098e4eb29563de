package dev.limpid.spark;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.protocol.question.CollectionConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkChartsTest {

    private static final LocalDate MONDAY = LocalDate.parse("2026-08-17");
    private static final Period MONTH = Period.monthOf(MONDAY);

    /** So many machines that not all stacks of their week are examined. */
    private static final int MANY = 1_500;

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
        CollectionConfig early = SyntheticWeeks.config("v1.0.0", 1);
        CollectionConfig late = SyntheticWeeks.config("v1.1.0", 0.5).withRevoked(List.of("v0.9.0"));
        CollectionConfig revoked = SyntheticWeeks.config("v0.9.0", 0.00001);
        QuestionPlan plan = new QuestionPlan(SyntheticWeeks.charts(), List.of(early, late));
        AnswerFold fold = new AnswerFold(plan);
        Random random = new Random(8);
        for (int week = 0; week < 6; week++) {
            LocalDate monday = MONDAY.minusWeeks(week);
            byte[] lines = SyntheticWeeks.lines(monday, List.of(early, late, revoked), week == 0 ? MANY : 100, random);
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
                SyntheticWeeks.module(folder, revoked).toString(),
                "--config",
                SyntheticWeeks.module(folder, early).toString(),
                "--config",
                SyntheticWeeks.module(folder, late).toString(),
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
                            .filter(ChartResult.Stacks.class::isInstance)
                            .map(chart -> ((ChartResult.Stacks) chart).sampled()))
                    .as("there are more stacks than are looked at, so the week's digest matters")
                    .allMatch(sampled -> sampled < 1)
                    .hasSize(1);
        }
    }

    @Test
    void twoFilesAboutOneWeek_areRefused() throws Exception {
        CollectionConfig config = SyntheticWeeks.config("v1.0.0", 1);
        for (String name : List.of("2026-08-17.0.ndjson", "2026-08-17.1.ndjson")) {
            Files.write(folder.resolve(name), SyntheticWeeks.lines(MONDAY, List.of(config), 10, new Random(1)));
        }

        assertThatThrownBy(() -> SparkCharts.run(
                        spark,
                        "--config",
                        SyntheticWeeks.module(folder, config).toString(),
                        "--output",
                        folder.toString(),
                        folder + "/*.ndjson"))
                .hasMessageContaining("two files contain answers about 2026-08-17, expected one file a week");
    }

    @Test
    void fileThatHoldsNoAnswers_isNamed() throws Exception {
        Path broken = Files.writeString(folder.resolve("2026-08-17.ndjson"), "{\"Week\":\"nonsense\"}\n");
        Path module = SyntheticWeeks.module(folder, SyntheticWeeks.config("v1.0.0", 1));

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
}
