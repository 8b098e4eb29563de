package dev.limpid.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.MalformedConfigException;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.PlacedChart;
import dev.limpid.protocol.config.Platforms;
import dev.limpid.protocol.config.Problem;
import dev.limpid.protocol.config.Releases;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfigCodec;
import dev.limpid.protocol.config.UploadConfigGenerator;
import dev.limpid.protocol.report.MalformedReportException;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.protocol.report.ReportLimits;
import dev.limpid.protocol.report.StackName;
import dev.limpid.protocol.review.ChangeText;
import dev.limpid.protocol.review.ChartLint;
import dev.limpid.protocol.review.ConfigDifference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Parsers of what others wrote: no input makes them fail in any way but the one they promise, and what they accept is
 * stable. In a build the seeds run; {@code JAZZER_FUZZ=1 ./mvnw test -pl protocol -Dtest=ParsersFuzzTest#report} fuzzes.
 */
class ParsersFuzzTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 20);

    @FuzzTest(maxDuration = "30s")
    void report(byte[] json) {
        checkReport(json);
    }

    @FuzzTest(maxDuration = "30s")
    void config(byte[] json) {
        checkConfig(json);
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

    static boolean checkConfig(byte[] json) {
        try {
            UploadConfig config = UploadConfigCodec.read(json, "v1.0.0");
            byte[] canonical = UploadConfigCodec.toJson(config);
            assertThat(UploadConfigCodec.read(canonical, "v1.0.0")).isEqualTo(config);
            UploadConfigCodec.read(UploadConfigCodec.toGoJson(config), "v1.0.0");
            ChangeText.markdown(ConfigDifference.between(Optional.empty(), config));
            return true;
        } catch (MalformedConfigException e) {
            assertThat(e.getMessage()).isNotEmpty();
            return false;
        }
    }

    static boolean checkCharts(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        List<Problem> problems = new ArrayList<>();
        List<PlacedChart> placed = ChartConfig.parse("charts.txt", text, problems);
        long lines = text.lines().count() + 1;
        assertThat(problems)
                .allMatch(problem -> problem.line() >= 1 && problem.line() <= lines && problem.column() >= 1);
        ChartLint.check(placed, Participation.UNKNOWN, TODAY);
        try {
            List<Chart> charts = ChartConfig.parse("charts.txt", text);
            assertThat(problems).isEmpty();
            UploadConfig config = new UploadConfigGenerator(Platforms.all(), Releases.BY_HAND, Participation.UNKNOWN)
                    .generate("v1.0.0", charts, TODAY);
            assertThat(checkConfig(UploadConfigCodec.toJson(config))).isTrue();
            return !charts.isEmpty();
        } catch (ChartConfigException e) {
            assertThat(e.problems()).isEqualTo(problems);
            return false;
        }
    }

    static boolean checkStack(byte[] bytes) {
        String name = new String(bytes, UTF_8);
        String fitted = StackName.fit(name, 4, List.of("org.example."));
        if (fitted == null) {
            return false;
        }
        assertThat(StackName.fit(fitted, 4, List.of("org.example."))).isEqualTo(fitted);
        assertThat(StackName.depth(fitted)).isBetween(1, 4);
        assertThat(StackName.prefix(fitted)).isEqualTo(StackName.prefix(name));
        return true;
    }
}
