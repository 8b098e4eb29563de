package dev.limpid.protocol.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.protocol.Vectors;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What golang.org/x/telemetry wrote is read here, and means the same. */
@Needs(Tool.VECTORS)
class GoVectorsTest {

    @Test
    void parse_readsAllChartsOfARealConfig() throws Exception {
        List<Chart> charts =
                ChartConfig.parse("go-charts.txt", new String(Vectors.foreign("config/go-charts.txt"), UTF_8));
        assertThat(charts).hasSize(41);
        assertThat(charts.get(0).issues()).hasSize(4);
        assertThat(charts.get(0).counters()).hasSize(16).contains("gopls/client:coc.nvim");
        assertThat(charts.get(8).counter()).isEqualTo("go/build/flag/buildmode");
        assertThat(charts.get(8).buckets()).hasSize(8);
        assertThat(charts).allSatisfy(chart -> assertThat(chart.error()).isEqualTo(0.01));
        assertThat(charts.stream().filter(chart -> chart.type() == ChartType.STACK))
                .hasSize(11);
    }

    @Test
    void read_takesARealUploadConfig() throws Exception {
        UploadConfig config = config();
        assertThat(config.programs()).hasSize(6);
        assertThat(config.runtime()).hasSize(362);
        assertThat(config.sampleRate()).isEqualTo(1);
        assertThat(UploadConfigCodec.read(UploadConfigCodec.toJson(config), "v0.99.1"))
                .isEqualTo(config);
        assertThat(UploadConfigCodec.read(UploadConfigCodec.toGoJson(config), "v0.99.1"))
                .isEqualTo(config);
    }

    @Test
    void select_keepsWhatTheReferenceKept() throws Exception {
        Report local = ReportCodec.read(Vectors.own("report/expected-local.2026-08-20.json"));
        Report upload = ReportCodec.read(Vectors.own("report/expected-upload.2026-08-20.json"));
        assertThat(config().select(local)).isEqualTo(upload);
        assertThat(config().check(upload)).isEmpty();
        assertThat(config().check(local)).isPresent();
        assertThat(config().omissions(local))
                .extracting(Omission::code)
                .containsExactly(
                        "unknown-counter",
                        "unknown-program",
                        "development-version",
                        "unknown-counter",
                        "unknown-counter",
                        "unknown-stack");
    }

    @Test
    void check_acceptsEveryReportThatTheReferenceAccepts() throws Exception {
        UploadConfig config = config();
        String reports = new String(Vectors.foreign("charts/reports.2026-08-20.ndjson"), UTF_8);
        assertThat(reports.lines()).hasSize(500).allSatisfy(line -> {
            Report report = ReportCodec.read(line.getBytes(UTF_8));
            assertThat(config.withVersion(report.config()).check(report)).isEmpty();
            assertThat(ReportCodec.read(ReportCodec.toJson(report))).isEqualTo(report);
        });
    }

    private static UploadConfig config() throws Exception {
        return UploadConfigCodec.read(Vectors.foreign("config/go-upload-config.json"), "v0.99.1");
    }
}
