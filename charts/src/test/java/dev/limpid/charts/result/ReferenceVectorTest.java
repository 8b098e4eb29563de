package dev.limpid.charts.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.json.JsonNode;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.GoReportSplitter;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The reports of {@code vectors/charts}, and the charts that x/telemetry's worker made from them. */
@Needs(Tool.VECTORS)
class ReferenceVectorTest {

    private static final Map<String, String> PLATFORM = Map.of(
            "Version", "limpid/version", "GoVersion", "limpid/runtime", "GOOS", "limpid/os", "GOARCH", "limpid/arch");

    private final Path vectors = Tool.vectors().orElseThrow();

    @Test
    void partitions_countWhatTheReferenceCounts() throws Exception {
        ChartSet charts = charts();
        JsonNode expected =
                JsonNode.parse(Files.readAllBytes(vectors.resolve("charts/expected-charts.2026-08-20.json")));

        int compared = 0;
        for (JsonNode program : expected.get("Programs").elements()) {
            for (JsonNode chart : program.get("Charts").elements()) {
                String name = chart.get("Name").text();
                ChartResult.Partition ours = find(charts, program.get("Name").text(), name);
                for (JsonNode datum : chart.get("Data").elements()) {
                    compared++;
                    assertThat(answers(ours, datum.get("Key").text()))
                            .as("%s %s", ours.title(), datum.get("Key").text())
                            .isEqualTo(datum.get("Value").integer());
                }
            }
        }
        assertThat(compared).isGreaterThan(500);
    }

    private ChartSet charts() throws Exception {
        byte[] json = Files.readAllBytes(vectors.resolve("config/go-upload-config.json"));
        JsonNode upload = JsonNode.parse(json);
        List<Chart> charts = charts(upload);
        CollectionConfig config = config(upload, charts);
        GoReportSplitter taken = new GoReportSplitter(config);
        AnswerFold fold = new AnswerFold(new QuestionPlan(charts, List.of(config)));
        for (Report report : reports()) {
            for (Answer answer : taken.answers(report)) {
                fold.add(new PublishedAnswer(answer, 1));
            }
        }
        return new ChartSetBuilder(fold, "go", "v0.99.0").build(Period.week(LocalDate.parse("2026-08-17")));
    }

    /** The reference draws a chart for every counter in its configuration, and for the attributes of every build. */
    private static List<Chart> charts(JsonNode upload) throws Exception {
        StringBuilder text = new StringBuilder();
        for (JsonNode program : upload.get("Programs").elements()) {
            String name = program.get("Name").text();
            for (Attribute attribute : Attribute.values()) {
                text.append(chart(name, attribute.counter(), attribute.word()));
            }
            Map<String, Set<String>> buckets = new TreeMap<>();
            Optional<JsonNode> counters = program.find("Counters");
            for (JsonNode rule : counters.isPresent() ? counters.get().elements() : List.<JsonNode>of()) {
                String counter = rule.get("Name").text();
                int colon = counter.indexOf(':');
                Set<String> its = buckets.computeIfAbsent(
                        colon < 0 ? counter : counter.substring(0, colon), key -> new LinkedHashSet<>());
                if (colon >= 0) {
                    its.addAll(List.of(
                            counter.substring(colon + 1).replaceAll("[{}]", "").split(",", -1)));
                }
            }
            buckets.forEach((counter, its) -> text.append(chart(
                    name,
                    its.isEmpty() ? counter : counter + ":{" + String.join(",", its) + "}",
                    "c" + counter.replaceAll("[^A-Za-z0-9]", "-"))));
        }
        return ChartConfig.parse("all", text.substring("---\n".length()));
    }

    private static String chart(String program, String counter, String id) {
        return "---\ntitle: t\ndescription: d\nissue: https://example.org/1\ntype: partition\nby: none\nprogram: "
                + program + "\nid: " + id + "\ncounter: " + counter + "\n";
    }

    private static CollectionConfig config(JsonNode upload, List<Chart> charts) throws IOException {
        List<CollectionConfig.Program> programs = new ArrayList<>();
        for (JsonNode program : upload.get("Programs").elements()) {
            String name = program.get("Name").text();
            programs.add(new CollectionConfig.Program(
                    name,
                    program.get("Versions").texts(),
                    charts.stream()
                            .filter(chart -> chart.program().equals(name))
                            .map(ReferenceVectorTest::question)
                            .toList()));
        }
        return new CollectionConfig(
                "v0.99.0",
                upload.get("GOOS").texts(),
                upload.get("GOARCH").texts(),
                upload.get("GoVersion").texts(),
                1,
                programs);
    }

    private static Question question(Chart chart) {
        RequestedCounters asked = chart.builtIn().isPresent()
                ? new RequestedCounters.BuiltIn(chart.builtIn().get())
                : new RequestedCounters.Named(chart.collected());
        return new Question(chart.id(), 1, Set.of(), asked, Optional.empty(), Optional.empty());
    }

    private List<Report> reports() throws Exception {
        List<Report> reports = new ArrayList<>();
        for (String line : Files.readAllLines(vectors.resolve("charts/reports.2026-08-20.ndjson"))) {
            reports.add(ReportCodec.read(line.getBytes(UTF_8)));
        }
        return reports;
    }

    private static ChartResult.Partition find(ChartSet charts, String program, String name) throws IOException {
        String counter = PLATFORM.getOrDefault(name, name);
        return charts.programs().stream()
                .filter(one -> one.program().equals(program))
                .map(ProgramCharts::charts)
                .flatMap(List::stream)
                .filter(chart -> chart instanceof ChartResult.Partition)
                .map(ChartResult.Partition.class::cast)
                .filter(chart -> chart.title().counter().equals(counter))
                .findFirst()
                .orElseThrow(() -> new IOException("no chart " + name + " of " + program));
    }

    private static long answers(ChartResult.Partition chart, String key) {
        return chart.buckets().stream()
                .filter(bucket -> bucket.name().equals(key))
                .mapToLong(ChartResult.Bucket::answers)
                .findFirst()
                .orElse(0);
    }
}
