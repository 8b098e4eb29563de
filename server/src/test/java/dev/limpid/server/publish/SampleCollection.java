package dev.limpid.server.publish;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.server.configuration.ChartInputs;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

/** A small collection: one program with a chart of each type, and answers drawn with a seed. */
public final class SampleCollection {

    public static final String CONFIG = "v1.0.0";
    public static final String PROGRAM = "org.example/tool";

    public static final String CHARTS = """
            id: editors
            title: Editors
            description: which editors
            issue: https://example.org/1
            type: partition
            program: org.example/tool
            version: 1.0.0
            counter: editor:{vim,emacs,other}
            by: version, os, arch
            ---
            id: time
            title: Time
            description: how long
            issue: https://example.org/2
            type: histogram
            program: org.example/tool
            version: 1.0.0
            counter: time:{<10ms,<1s,>=1s}
            unit: ms
            by: none
            ---
            id: failures
            title: Failures
            description: how often
            issue: https://example.org/3
            type: ratio
            program: org.example/tool
            version: 1.0.0
            counter: failed
            over: runs
            ---
            id: crashes
            title: Crashes
            description: where
            issue: https://example.org/4
            type: stack
            program: org.example/tool
            version: 1.0.0
            counter: crash
            depth: 8
            """;

    private SampleCollection() {}

    public static ChartInputs decided() {
        return new ChartInputs(CONFIG, charts(), List.of(config()), List.of());
    }

    public static ChartInputs.Source source() {
        return source(SampleCollection::decided, List.of());
    }

    public static ChartInputs.Source source(Supplier<ChartInputs> decided, List<String> revoked) {
        return new ChartInputs.Source() {
            @Override
            public ChartInputs decided() {
                return decided.get();
            }

            @Override
            public List<String> revoked() {
                return revoked;
            }
        };
    }

    public static List<Chart> charts() {
        try {
            return ChartConfig.parse("charts.txt", CHARTS);
        } catch (ChartConfigException e) {
            throw new IllegalStateException(e);
        }
    }

    public static CollectionConfig config() {
        List<Question> questions =
                charts().stream().map(SampleCollection::question).toList();
        return new CollectionConfig(
                CONFIG,
                List.of("darwin", "linux", "windows"),
                List.of("amd64", "arm64"),
                List.of("java17", "java21"),
                1,
                List.of(new CollectionConfig.Program(PROGRAM, List.of("1.0.0", "1.1.0"), questions)));
    }

    private static Question question(Chart chart) {
        RequestedCounters asked = chart.depth() > 0
                ? new RequestedCounters.Stacks(chart.counter(), chart.depth(), List.of())
                : new RequestedCounters.Named(
                        chart.collected().stream().distinct().toList());
        return new Question(chart.id(), 1, chart.by(), asked, Optional.empty(), Optional.empty());
    }

    /** An answer to one of the questions. */
    public static Answer answer(LocalDate week, Random random) {
        return switch (random.nextInt(4)) {
            case 0 ->
                answer(
                        week,
                        "editors",
                        Set.of(Attribute.VERSION, Attribute.OS, Attribute.ARCH),
                        Map.of(random.nextBoolean() ? "editor:vim" : "editor:emacs", 1L + random.nextInt(3)),
                        random);
            case 1 ->
                answer(
                        week,
                        "time",
                        Set.of(),
                        Map.of("time:<10ms", 1L + random.nextInt(100), "time:<1s", 1L + random.nextInt(10)),
                        random);
            case 2 ->
                answer(
                        week,
                        "failures",
                        Set.of(Attribute.VERSION),
                        random.nextInt(3) == 0
                                ? Map.of("runs", 1L + random.nextInt(20), "failed", 1L)
                                : Map.of("runs", 1L + random.nextInt(20)),
                        random);
            default ->
                answer(
                        week,
                        "crashes",
                        Set.of(Attribute.VERSION),
                        random.nextInt(5) == 0
                                ? Map.of(
                                        "crash\norg.example.Tool.run:+" + random.nextInt(4)
                                                + "\norg.example.Main.main:+3",
                                        1L)
                                : Map.of(),
                        random);
        };
    }

    private static Answer answer(
            LocalDate week, String chart, Set<Attribute> by, Map<String, Long> counts, Random random) {
        Map<Attribute, String> attributes = new EnumMap<>(Attribute.class);
        Map<Attribute, String> values = Map.of(
                Attribute.VERSION,
                random.nextInt(4) == 0 ? "1.0.0" : "1.1.0",
                Attribute.OS,
                random.nextBoolean() ? "linux" : "darwin",
                Attribute.ARCH,
                random.nextInt(5) == 0 ? "arm64" : "amd64");
        by.forEach(attribute -> attributes.put(attribute, values.getOrDefault(attribute, "")));
        return answer(week, chart, attributes, counts);
    }

    public static Answer answer(
            LocalDate week, String chart, Map<Attribute, String> attributes, Map<String, Long> counts) {
        return new Answer(
                week, CONFIG, PROGRAM + "/" + chart, List.of(new AnswerPart(attributes, new TreeMap<>(counts))));
    }

    public static byte[] bytes(Answer answer) {
        return AnswerCodec.toJson(answer);
    }
}
