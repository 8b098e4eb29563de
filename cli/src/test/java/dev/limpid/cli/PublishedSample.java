package dev.limpid.cli;

import dev.limpid.charts.ChartSetCodec;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
import dev.limpid.charts.result.IncompleteWeeks;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The charts of eight weeks as files, made by the fold: since one version, a cache finds nothing on one system. The last
 * week is provisional.
 */
final class PublishedSample {

    static final LocalDate LAST = LocalDate.of(2026, 11, 16);
    private static final int WEEKS = 8;
    private static final int BROKEN_SINCE = 3;
    private static final List<String> VERSIONS = List.of("1.9", "1.13", "1.14");

    static final String CHARTS = """
            title: Cache misses
            description: how often a result is not in the cache and is made again
            type: ratio
            program: org.example/tool
            counter: tool/cache:miss
            over: tool/cache:lookup
            id: cache
            by: version, os
            ---
            title: Time of a search
            description: whether searches are fast enough
            type: histogram
            program: org.example/tool
            counter: tool/time:{<10ms,<100ms,<1s,>=1s}
            id: time
            ---
            title: Flags
            description: which flags are worth keeping
            type: partition
            program: org.example/tool
            counter: tool/flag:{quiet,a-flag-with-quite-a-long-name-that-does-not-fit,never-used}
            id: flags
            by: none
            """;

    private PublishedSample() {}

    /** Writes {@code data/index.json} and the charts of each week, as an exported site has them. */
    static void writeSite(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("charts"));
        Files.createDirectories(folder.resolve("data"));
        AnswerFold fold = fold();
        StringBuilder weeks = new StringBuilder();
        StringBuilder charts = new StringBuilder();
        for (LocalDate week : fold.weeks()) {
            String state = week.equals(LAST) ? "provisional" : "final";
            weeks.append(weeks.isEmpty() ? "" : ",")
                    .append("{\"Week\":\"%s\",\"State\":\"%s\"}".formatted(week, state));
            charts.append(charts.isEmpty() ? "" : ",").append("{\"Period\":\"%s\",\"Revision\":0}".formatted(week));
            Files.write(
                    folder.resolve("charts").resolve(week + ".json"),
                    ChartSetCodec.toJson(new ChartSetBuilder(
                                    fold,
                                    "telemetry.example.org",
                                    "v1.0.0",
                                    IncompleteWeeks.of(List.of(LAST), List.of()))
                            .build(Period.week(week))));
        }
        Files.writeString(
                folder.resolve("data").resolve("index.json"),
                "{\"Weeks\":[%s],\"Charts\":[%s,{\"Period\":\"2026-10-05_2026-11-01\",\"Revision\":0}]}\n"
                        .formatted(weeks, charts));
    }

    private static AnswerFold fold() throws IOException {
        List<Chart> charts = charts();
        List<Question> questions = charts.stream()
                .map(chart -> new Question(
                        chart.id(),
                        .5,
                        chart.by(),
                        new RequestedCounters.Named(chart.collected()),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        CollectionConfig config = new CollectionConfig(
                "v1.0.0",
                List.of("darwin", "linux", "netbsd"),
                List.of("amd64"),
                List.of("java17"),
                1,
                List.of(new CollectionConfig.Program("org.example/tool", VERSIONS, questions)));
        AnswerFold fold = new AnswerFold(new QuestionPlan(charts, List.of(config)));
        for (int week = 0; week < WEEKS; week++) {
            for (String version : VERSIONS) {
                for (String os : config.os()) {
                    long machines = os.equals("netbsd") ? 4 : version.equals("1.14") ? 20L * week + 1 : 150;
                    for (Chart chart : charts) {
                        fold.add(answer(week, chart, version, os, machines));
                    }
                }
            }
        }
        return fold;
    }

    private static PublishedAnswer answer(int week, Chart chart, String version, String os, long machines) {
        boolean broken = week >= BROKEN_SINCE && version.equals("1.14") && os.equals("darwin");
        Map<String, Long> counts = switch (chart.id()) {
            case "cache" -> Map.of("tool/cache:lookup", 100L, "tool/cache:miss", broken ? 100L : 3L);
            case "time" ->
                version.equals("1.9")
                        ? Map.of("tool/time:<1s", 6L, "tool/time:>=1s", 4L)
                        : Map.of("tool/time:<10ms", 7L, "tool/time:<100ms", 2L, "tool/time:<1s", 1L);
            default -> os.equals("linux") ? Map.of("tool/flag:quiet", 2L) : Map.of();
        };
        Map<Attribute, String> all = new EnumMap<>(Map.of(Attribute.VERSION, version, Attribute.OS, os));
        all.keySet().retainAll(chart.by());
        return new PublishedAnswer(
                new Answer(
                        LAST.minusWeeks(WEEKS - 1L - week),
                        "v1.0.0",
                        "org.example/tool/" + chart.id(),
                        new ArrayList<>(List.of(new AnswerPart(all, counts)))),
                machines);
    }

    private static List<Chart> charts() throws IOException {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IOException(e);
        }
    }
}
