package dev.limpid.charts;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerLimits;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.chart.ChartType;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

/** A made-up program with charts of every type, and answers to them drawn with a seed. */
public final class SyntheticProgram {

    public static final LocalDate WEEK = LocalDate.of(2026, 11, 16);
    public static final List<String> VERSIONS = List.of("1.0.0", "1.9.0", "1.10.0");

    private static final String CHARTS = """
            title: Editors
            description: which editors
            type: partition
            program: org.example/tool
            version: 1.0.0
            id: editors
            by: version, os
            counter: editor:{vim,emacs,nano,other}
            ---
            title: Time
            description: how long a command takes
            type: histogram
            program: org.example/tool
            version: 1.0.0
            id: time
            counter: time:{<1s,<10ms,<100ms,>=1s}
            unit: ms
            ---
            title: Failures
            description: how often a command fails
            type: ratio
            program: org.example/tool
            version: 1.0.0
            id: failures
            counter: failed
            over: runs
            ---
            title: Crashes
            description: where it crashes
            type: stack
            program: org.example/tool
            version: 1.0.0
            id: crashes
            counter: crash
            ---
            title: Systems
            description: what it runs on
            type: partition
            program: org.example/tool
            version: 1.0.0
            id: systems
            by: none
            counter: limpid/os
            """;

    private SyntheticProgram() {}

    public static List<Chart> charts() {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e.getMessage() + e.problems(), e);
        }
    }

    /** A configuration that asks every question at one rate. */
    public static CollectionConfig config(String version, double rate) {
        List<Question> questions = new ArrayList<>();
        for (Chart chart : charts()) {
            RequestedCounters asked = chart.type() == ChartType.STACK
                    ? new RequestedCounters.Stacks(chart.counter(), 0, List.of())
                    : chart.builtIn().isPresent()
                            ? new RequestedCounters.BuiltIn(chart.builtIn().get())
                            : new RequestedCounters.Named(chart.collected());
            questions.add(new Question(chart.id(), rate, chart.by(), asked, Optional.empty(), Optional.empty()));
        }
        return new CollectionConfig(
                version,
                List.of("linux", "darwin", "windows"),
                List.of("amd64", "arm64"),
                List.of("java17", "java21"),
                1,
                List.of(new CollectionConfig.Program("org.example/tool", VERSIONS, questions)));
    }

    /** One line, an answer to any question. */
    public static PublishedAnswer random(Random random, List<String> configs) {
        List<Chart> charts = charts();
        Chart chart = charts.get(random.nextInt(charts.size()));
        int most = chart.by().isEmpty() ? 1 : 1 + random.nextInt(3) / 2;
        Map<Map<Attribute, String>, AnswerPart> parts = new java.util.LinkedHashMap<>();
        for (int i = 0; i < most; i++) {
            Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
            for (Attribute attribute : chart.by()) {
                attributes.put(
                        attribute,
                        attribute == Attribute.VERSION
                                ? pick(random, List.of("1.0.0", "1.9.0", "1.10.0", "other"))
                                : pick(random, List.of("linux", "darwin", "windows")));
            }
            boolean left = chart.type() == ChartType.STACK && random.nextInt(5) == 0;
            parts.put(attributes, new AnswerPart(attributes, counts(random, chart), left ? 3 : 0));
        }
        return new PublishedAnswer(
                new Answer(
                        WEEK.plusWeeks(random.nextInt(3)),
                        pick(random, configs),
                        "org.example/tool/" + chart.id(),
                        List.copyOf(parts.values())),
                1 + random.nextInt(random.nextInt(9) == 0 ? 1_000 : 3));
    }

    private static SortedMap<String, Long> counts(Random random, Chart chart) {
        SortedMap<String, Long> counts = new TreeMap<>();
        if (random.nextInt(4) == 0) {
            return counts;
        }
        if (chart.type() == ChartType.STACK) {
            for (int i = random.nextInt(4); i >= 0; i--) {
                counts.put("crash\norg.example.Tool.run:+" + random.nextInt(9) + "\norg.example.Main.main:+3", 1L + i);
            }
            return counts;
        }
        if (chart.builtIn().isPresent()) {
            counts.put("limpid/os:" + pick(random, List.of("linux", "darwin", "windows")), 1L);
            return counts;
        }
        for (String counter : chart.collected()) {
            if (random.nextInt(3) > 0) {
                counts.put(counter, random.nextInt(50) == 0 ? AnswerLimits.MOST_COUNT : 1L + random.nextInt(1_000));
            }
        }
        return counts;
    }

    private static <T> T pick(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
