package dev.limpid.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.report.Build;
import dev.limpid.protocol.report.ProgramReport;
import dev.limpid.protocol.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Weeks as a server publishes them, with machines that do not exist. */
final class SyntheticWeeks {

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

    private SyntheticWeeks() {}

    static List<Chart> charts() throws Exception {
        return ChartConfig.parse("charts.txt", CHARTS);
    }

    /** The module of a configuration, as a file in the folder. */
    static Path module(Path folder, CollectionConfig config) throws IOException {
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

    /** A configuration that asks all charts at this rate. */
    static CollectionConfig config(String version, double rate) throws Exception {
        List<Question> questions = new ArrayList<>();
        for (Chart chart : charts()) {
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

    /** The published lines of a week: this many machines answer all questions at random. */
    static byte[] lines(LocalDate monday, List<CollectionConfig> configs, int machines, Random random) {
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
