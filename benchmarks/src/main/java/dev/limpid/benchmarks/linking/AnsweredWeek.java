package dev.limpid.benchmarks.linking;

import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.PublishedAnswer;
import dev.limpid.protocol.json.MalformedJsonException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.report.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One chart's week: the published lines, and which home is in which line. An attacker gets only the lines' bytes; the truth is used to
 * score the attack.
 *
 * @param chart the chart's full ID
 * @param lines distinct answers with their number, in the order of publication
 * @param truth the line that each home is in, by the home's number
 */
record AnsweredWeek(String chart, List<byte[]> lines, Map<Integer, Integer> truth) {

    /**
     * Every home draws for every chart and answers by the production rule, and each distinct answer is published once.
     *
     * @param week 0 or 1
     * @return one for each chart, in the configuration's order
     */
    static List<AnsweredWeek> of(
            Population population, int homes, int week, CollectionConfig config, SplittableRandom draws) {
        CollectionConfig.Program program = config.programs().get(0);
        List<Map<Integer, Answer>> answers = new ArrayList<>();
        program.questions().forEach(question -> answers.add(new LinkedHashMap<>()));
        for (int home = 0; home < homes; home++) {
            Optional<Report> local = Optional.empty();
            for (int i = 0; i < answers.size(); i++) {
                Question question = program.questions().get(i);
                if (question.isSampled(draws.nextDouble())) {
                    local = local.isPresent() ? local : population.week(population.home(home), week);
                    Map<Integer, Answer> to = answers.get(i);
                    int number = home;
                    local.flatMap(all -> config.answer(CollectionConfig.chart(program, question), all))
                            .ifPresent(answer -> to.put(number, answer));
                }
            }
        }
        List<AnsweredWeek> weeks = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            weeks.add(
                    publish(CollectionConfig.chart(program, program.questions().get(i)), answers.get(i)));
        }
        return weeks;
    }

    /** Distinct answers with N, sorted by bytes. */
    static AnsweredWeek publish(String chart, Map<Integer, Answer> answers) {
        Map<Integer, String> rendered = new LinkedHashMap<>();
        TreeMap<String, PublishedAnswer> distinct = new TreeMap<>();
        answers.forEach((home, answer) -> {
            String json = new String(AnswerCodec.toJson(answer), StandardCharsets.UTF_8);
            rendered.put(home, json);
            distinct.merge(
                    json,
                    new PublishedAnswer(answer, 1),
                    (one, other) -> new PublishedAnswer(answer, one.machines() + other.machines()));
        });
        List<byte[]> lines = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        distinct.forEach((json, line) -> {
            places.put(json, lines.size());
            lines.add(line.toJson());
        });
        Map<Integer, Integer> truth = new LinkedHashMap<>();
        rendered.forEach((home, json) -> truth.put(home, places.getOrDefault(json, -1)));
        return new AnsweredWeek(chart, lines, truth);
    }

    /** The published lines, which everybody can read. */
    List<PublishedAnswer> published() {
        List<PublishedAnswer> published = new ArrayList<>();
        for (byte[] line : lines) {
            try {
                published.add(PublishedAnswer.read(line));
            } catch (MalformedJsonException e) {
                throw new IllegalStateException("a line that was just published cannot be read", e);
            }
        }
        return published;
    }
}
