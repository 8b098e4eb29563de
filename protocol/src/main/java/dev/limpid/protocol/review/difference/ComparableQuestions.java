package dev.limpid.protocol.review.difference;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.sampling.SampleSize;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The questions of charts, or of a configuration made from charts, in a common form in which they can be compared.
 *
 * @param config the questions
 * @param charts the charts that they were made from, by full ID; empty if unknown
 */
public record ComparableQuestions(CollectionConfig config, Map<String, Chart> charts) {

    static final ComparableQuestions NONE = of(new CollectionConfig("", List.of(), List.of(), List.of(), 1, List.of()));

    static ComparableQuestions of(CollectionConfig config) {
        return new ComparableQuestions(config, Map.of());
    }

    /**
     * The questions that charts will ask, before versions and rates are looked up. Their versions are the first
     * versions of the charts; an empty one means the very first version.
     *
     * @param others the charts with which these will be compared: a version must have the same index in both
     * @throws IllegalArgumentException if two charts of a program have one ID
     */
    public static ComparableQuestions of(List<Chart> charts, List<Chart> others) {
        SortedMap<String, List<Question>> questions = new TreeMap<>();
        Map<String, Chart> byId = new HashMap<>();
        for (Chart chart : charts) {
            byId.put(id(chart), chart);
            questions
                    .computeIfAbsent(chart.program(), program -> new ArrayList<>())
                    .add(new Question(
                            chart.id(),
                            1,
                            chart.by(),
                            RequestedCounters.of(chart),
                            Optional.of(chart.version()),
                            chart.expires()));
        }
        List<Program> programs = new ArrayList<>();
        questions.forEach((name, its) -> programs.add(new Program(name, starts(name, charts, others), its)));
        return new ComparableQuestions(
                new CollectionConfig("", List.of(), List.of(), List.of(), 1, programs), Map.copyOf(byId));
    }

    private static List<String> starts(String program, List<Chart> charts, List<Chart> others) {
        TreeSet<String> starts = new TreeSet<>(VersionOrder.ORDER);
        for (List<Chart> some : List.of(charts, others)) {
            some.stream()
                    .filter(chart -> chart.program().equals(program))
                    .map(Chart::version)
                    .forEach(starts::add);
        }
        return List.copyOf(starts);
    }

    public static String id(Chart chart) {
        return chart.program() + "/" + chart.id();
    }

    Optional<Chart> chart(String program, Question question) {
        return Optional.ofNullable(charts.get(program + "/" + question.id()));
    }

    /** How many answers a week give a chart this error. */
    static long answers(double error) {
        return SampleSize.reportsFor(error);
    }

    /** The first version that a question is asked of; empty for all. */
    String since(String program, Question question) {
        return question.since()
                .orElseGet(() -> config.programs().stream()
                        .filter(its -> its.name().equals(program))
                        .flatMap(its -> its.versions().stream())
                        .findFirst()
                        .orElse(""));
    }

    /** Links to the discussion of a question. */
    List<String> why(String program, Question question) {
        return chart(program, question).map(Chart::issues).orElse(List.of());
    }

    /** The questions of a program. */
    List<Question> of(String program) {
        return config.programs().stream()
                .filter(its -> its.name().equals(program))
                .flatMap(its -> its.questions().stream())
                .toList();
    }
}
