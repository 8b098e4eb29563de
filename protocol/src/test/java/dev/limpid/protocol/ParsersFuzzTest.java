package dev.limpid.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.ParsedChart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.protocol.report.StackNameSyntax;
import dev.limpid.protocol.review.difference.ChangeText;
import dev.limpid.protocol.review.difference.ConfigDifference;
import dev.limpid.protocol.review.lint.ChartLint;
import dev.limpid.protocol.review.plan.CollectionPlan;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.text.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parsers of other people's input: no input makes them fail in any way but the one that they promise, and what they
 * accept is stable. A build runs the seeds; {@code JAZZER_FUZZ=1 ./mvnw test -pl protocol -Dtest=ParsersFuzzTest#report}
 * fuzzes.
 */
class ParsersFuzzTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @FuzzTest(maxDuration = "30s")
    void report(byte[] json) {
        checkReport(json);
    }

    @FuzzTest(maxDuration = "30s")
    void questions(byte[] json) {
        checkQuestions(json);
    }

    @FuzzTest(maxDuration = "30s")
    void charts(byte[] text) {
        checkCharts(text);
    }

    @FuzzTest(maxDuration = "30s")
    void stack(byte[] name) {
        checkStack(name);
    }

    static boolean checkReport(byte[] json) {
        try {
            Report report = ReportCodec.read(json, ReportLimits.UPLOAD);
            byte[] canonical = ReportCodec.toJson(report);
            assertThat(ReportCodec.read(canonical)).isEqualTo(report);
            assertThat(ReportCodec.toJson(ReportCodec.read(canonical))).isEqualTo(canonical);
            return true;
        } catch (MalformedReportException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return false;
        }
    }

    static boolean checkQuestions(byte[] json) {
        try {
            CollectionConfig config = CollectionConfigCodec.read(json, "v1.0.0");
            byte[] canonical = CollectionConfigCodec.toJson(config);
            assertThat(CollectionConfigCodec.read(canonical, "v1.0.0")).isEqualTo(config);
            ChangeText.markdown(ConfigDifference.between(Optional.empty(), config));
            assertThat(ConfigDifference.between(Optional.of(config), config)).isEmpty();
            return true;
        } catch (MalformedCollectionConfigException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return false;
        }
    }

    static boolean checkCharts(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        List<Problem> problems = new ArrayList<>();
        List<ParsedChart> placed = ChartConfig.parse("charts.txt", text, problems);
        long lines = text.lines().count() + 1;
        assertThat(problems)
                .allMatch(problem -> problem.line() >= 1 && problem.line() <= lines && problem.column() >= 1);
        boolean clash = ChartLint.check(placed, Participation.UNKNOWN, TODAY).stream()
                .anyMatch(finding -> finding.code().equals("same-id"));
        try {
            List<Chart> charts = ChartConfig.parse("charts.txt", text);
            assertThat(problems).isEmpty();
            if (!clash) {
                CollectionConfig config = new CollectionConfigGenerator(
                                Platforms.all(), Releases.BY_HAND, chart -> 1, 0.5)
                        .generate("v1.0.0", charts, TODAY, Optional.empty());
                assertThat(checkQuestions(CollectionConfigCodec.toJson(config))).isTrue();
                assertThat(ConfigDifference.between(charts, charts)).isEmpty();
                CollectionPlan.of(charts, Participation.UNKNOWN, TODAY);
            }
            return !charts.isEmpty();
        } catch (ChartConfigException e) {
            assertThat(e.problems()).isEqualTo(problems);
            return false;
        }
    }

    static boolean checkStack(byte[] bytes) {
        String name = new String(bytes, UTF_8);
        String fitted = StackNameSyntax.restrictTo(name, 4, List.of("org.example."));
        if (fitted == null) {
            return false;
        }
        assertThat(StackNameSyntax.restrictTo(fitted, 4, List.of("org.example.")))
                .isEqualTo(fitted);
        assertThat(StackNameSyntax.depth(fitted)).isBetween(1, 4);
        assertThat(StackNameSyntax.prefix(fitted)).isEqualTo(StackNameSyntax.prefix(name));
        return true;
    }
}
