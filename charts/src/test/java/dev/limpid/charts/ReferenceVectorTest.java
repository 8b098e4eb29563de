package dev.limpid.charts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.json.JsonNode;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.UploadConfigCodec;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The reports of {@code vectors/charts}, and the charts that x/telemetry's worker made of them. */
@Needs(Tool.VECTORS)
class ReferenceVectorTest {

    private static final Map<String, String> PLATFORM =
            Map.of("Version", "version", "GoVersion", "runtime", "GOOS", "os", "GOARCH", "arch");

    private final Path vectors = Tool.vectors().orElseThrow();

    @Test
    void partitions_countWhatTheReferenceCounts() throws Exception {
        ChartSet charts = charts();
        JsonNode expected =
                JsonNode.parse(Files.readAllBytes(vectors.resolve("charts/expected-charts.2026-08-20.json")));

        assertThat(charts.reports()).isEqualTo(expected.get("NumReports").integer());
        int compared = 0;
        for (JsonNode program : expected.get("Programs").elements()) {
            for (JsonNode chart : program.get("Charts").elements()) {
                String name = chart.get("Name").text();
                DrawnChart.Partition ours = find(charts, program.get("Name").text(), name);
                for (JsonNode datum : chart.get("Data").elements()) {
                    compared++;
                    assertThat(reports(ours, datum.get("Key").text()))
                            .as("%s %s", ours.title(), datum.get("Key").text())
                            .isEqualTo(datum.get("Value").integer());
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private ChartSet charts() throws Exception {
        byte[] config = Files.readAllBytes(vectors.resolve("config/go-upload-config.json"));
        ChartPlan plan = ChartPlan.of(chartsOf(config), List.of(UploadConfigCodec.read(config, "v0.99.0")));
        ChartFold fold = new ChartFold(plan);
        for (Report report : reports()) {
            fold.add(report);
        }
        return fold.charts("go", "v0.99.0", Period.day(LocalDate.parse("2026-08-20")));
    }

    /** The reference draws a chart of every counter in its configuration; its chart config may be another one. */
    private static List<Chart> chartsOf(byte[] config) throws Exception {
        StringBuilder text = new StringBuilder();
        for (JsonNode program : JsonNode.parse(config).get("Programs").elements()) {
            for (JsonNode counter : elements(program.find("Counters"))) {
                text.append("---\ntitle: t\ndescription: d\nissue: https://example.org/1\ntype: partition\nprogram: ")
                        .append(program.get("Name").text())
                        .append("\ncounter: ")
                        .append(counter.get("Name").text())
                        .append('\n');
            }
        }
        return ChartConfig.parse("all", text.substring("---\n".length()));
    }

    private static List<JsonNode> elements(Optional<JsonNode> list) throws IOException {
        return list.isPresent() ? list.get().elements() : List.of();
    }

    private List<Report> reports() throws Exception {
        List<Report> reports = new java.util.ArrayList<>();
        for (String line : Files.readAllLines(vectors.resolve("charts/reports.2026-08-20.ndjson"))) {
            reports.add(ReportCodec.read(line.getBytes(UTF_8)));
        }
        return reports;
    }

    private static DrawnChart.Partition find(ChartSet charts, String program, String name) throws IOException {
        String counter = PLATFORM.getOrDefault(name, name);
        return charts.programs().stream()
                .filter(one -> one.program().equals(program))
                .map(ProgramCharts::charts)
                .flatMap(List::stream)
                .filter(chart -> chart instanceof DrawnChart.Partition)
                .map(DrawnChart.Partition.class::cast)
                .filter(chart -> chart.title().counter().equals(counter))
                .findFirst()
                .orElseThrow(() -> new IOException("no chart " + name + " of " + program));
    }

    private static long reports(DrawnChart.Partition chart, String key) {
        return chart.buckets().stream()
                .filter(bucket -> bucket.name().equals(key))
                .mapToLong(DrawnChart.Bucket::reports)
                .findFirst()
                .orElse(0);
    }
}
