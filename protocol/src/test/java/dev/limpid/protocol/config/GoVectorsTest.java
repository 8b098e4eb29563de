package dev.limpid.protocol.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.protocol.Vectors;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What golang.org/x/telemetry wrote can be read here, and means the same. */
@Needs(Tool.VECTORS)
class GoVectorsTest {

    @Test
    void parse_readsAllChartsOfARealConfig() throws Exception {
        String text = new String(Vectors.foreign("config/go-charts.txt"), UTF_8);
        assertThatThrownBy(() -> ChartConfig.parse("go-charts.txt", text))
                .as("two are stacks of two counters, which are two questions here")
                .hasMessageContainingAll("{stdio,sse}", "{add,remove}")
                .extracting(thrown -> String.valueOf(thrown.getMessage())
                        .lines()
                        .filter(line -> line.startsWith("go-charts.txt:"))
                        .count())
                .isEqualTo(2L);
        List<Chart> charts = ChartConfig.parse(
                "go-charts.txt", text.replace(":{stdio,sse}", ":stdio").replace(":{add,remove}", ":add"));
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
    void read_takesEveryReportThatTheReferenceTakes() throws Exception {
        String reports = new String(Vectors.foreign("charts/reports.2026-08-20.ndjson"), UTF_8);
        assertThat(reports.lines()).hasSize(500).allSatisfy(line -> {
            Report report = ReportCodec.read(line.getBytes(UTF_8));
            assertThat(ReportCodec.read(ReportCodec.toJson(report))).isEqualTo(report);
        });
    }
}
