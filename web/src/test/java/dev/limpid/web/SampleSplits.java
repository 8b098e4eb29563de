package dev.limpid.web;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Charts by version and system as the fold makes them, of a program whose cache has found nothing on one system since
 * 1.30.
 */
final class SampleSplits {

    private static final String PROGRAM = "org.example/tool";
    private static final String HEAD = "program: " + PROGRAM
            + "\nversion: 1.0\nmodule: versions: 1.0\nissue: https://example.org/discussions/40\nby: version, os\n";
    private static final String CHARTS = HEAD
            + "title: Cache\nid: cache\ndescription: Whether the cache is found.\ntype: partition\ncounter: cache:{hit,miss,off}\n"
            + "---\n" + HEAD
            + "title: Time to build\nid: time\ndescription: How long a build takes.\ntype: histogram\nunit: builds\n"
            + "counter: time:{<10ms,<100ms,<1s,<10s,<1m,>=1m}\n";

    /** How many of 100 machines run each system. */
    private static final Map<String, Integer> SYSTEMS =
            new TreeMap<>(Map.of("darwin", 24, "freebsd", 1, "linux", 55, "windows", 20));

    private SampleSplits() {}

    static ChartSet week() {
        List<Chart> charts = charts();
        CollectionConfig config = config(charts);
        AnswerFold fold = new AnswerFold(new QuestionPlan(charts, List.of(config)));
        for (int minor = 0; minor < 45; minor++) {
            for (Map.Entry<String, Integer> system : SYSTEMS.entrySet()) {
                long machines = Math.max(1, (long) system.getValue() * (minor + 4) / 12);
                boolean broken = system.getKey().equals("darwin") && minor >= 30;
                long misses = broken ? machines : (machines + 16) / 32;
                add(fold, "cache", "1." + minor, system.getKey(), Map.of("cache:miss", 2L), misses);
                add(fold, "cache", "1." + minor, system.getKey(), Map.of("cache:hit", 9L), machines - misses);
                Map<String, Long> slow = Map.of("time:<1s", 4L, "time:<10s", 5L, "time:>=1m", 1L);
                add(fold, "time", "1." + minor, system.getKey(), slow, misses);
                Map<String, Long> fast = Map.of("time:<10ms", 2L, "time:<100ms", 5L, "time:<1s", 3L);
                add(fold, "time", "1." + minor, system.getKey(), fast, machines - misses);
            }
        }
        return new ChartSetBuilder(fold, "telemetry.example.org", config.version())
                .build(Period.week(SampleCharts.WEEK));
    }

    private static void add(
            AnswerFold fold, String chart, String version, String system, Map<String, Long> counts, long machines) {
        if (machines > 0) {
            AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, version, Attribute.OS, system), counts);
            fold.add(new PublishedAnswer(
                    new Answer(SampleCharts.WEEK, "v1.4.0", PROGRAM + "/" + chart, List.of(part)), machines));
        }
    }

    private static CollectionConfig config(List<Chart> charts) {
        List<Question> questions = charts.stream()
                .map(chart -> new Question(
                        chart.id(),
                        1,
                        chart.by(),
                        new RequestedCounters.Named(chart.collected()),
                        Optional.empty(),
                        Optional.empty()))
                .toList();
        List<String> versions = new ArrayList<>();
        for (int minor = 0; minor < 45; minor++) {
            versions.add("1." + minor);
        }
        return new CollectionConfig(
                "v1.4.0",
                List.copyOf(SYSTEMS.keySet()),
                List.of(),
                List.of(),
                1,
                List.of(new CollectionConfig.Program(PROGRAM, versions, questions)));
    }

    private static List<Chart> charts() {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e.getMessage() + e.problems(), e);
        }
    }
}
