package dev.limpid.benchmarks.linking;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.report.Report;
import dev.limpid.protocol.report.ReportCodec;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/**
 * What some homes send in a week if they are asked everything.
 *
 * @param answers the answers of each home, as they are sent
 * @param reportBytes how long one report of the same counts is, for all homes together
 */
public record WeekOfAnswers(List<List<byte[]>> answers, long reportBytes) {

    /** The answers of homes that ran the program, by version. From 13 charts on, charts ask what others ask too. */
    public static WeekOfAnswers of(int charts, int homes) {
        Population population = new Population(Habits.USUAL, 1);
        CollectionConfig.Program twelve = Population.config(12, EnumSet.of(Attribute.VERSION), 1)
                .programs()
                .get(0);
        List<Question> questions = new ArrayList<>();
        for (int i = 0; i < charts; i++) {
            Question like = twelve.questions().get(i % 12);
            questions.add(new Question("chart" + i, 1, like.by(), like.asked(), like.since(), like.until()));
        }
        CollectionConfig.Program program = new CollectionConfig.Program(twelve.name(), twelve.versions(), questions);
        CollectionConfig config = new CollectionConfig("v1.0.0", List.of(), List.of(), List.of(), 1, List.of(program));
        List<List<byte[]>> answers = new ArrayList<>();
        long reportBytes = 0;
        for (int home = 0; answers.size() < homes; home++) {
            Report local = population.week(population.home(home), 0).orElse(null);
            if (local != null) {
                List<byte[]> its = new ArrayList<>();
                for (Question question : questions) {
                    config.answer(CollectionConfig.chart(program, question), local)
                            .ifPresent(answer -> its.add(AnswerCodec.toJson(answer)));
                }
                answers.add(its);
                reportBytes += ReportCodec.toJson(local).length;
            }
        }
        return new WeekOfAnswers(answers, reportBytes);
    }

    /** Of a home, on average. */
    public double answersEach() {
        return answers.stream().mapToInt(List::size).average().orElse(0);
    }

    /** Of JSON, of a home, on average. */
    public double bytesEach() {
        return answers.stream()
                .mapToLong(
                        its -> its.stream().mapToLong(answer -> answer.length).sum())
                .average()
                .orElse(0);
    }

    /** Of one report, on average. */
    public double reportBytesEach() {
        return (double) reportBytes / answers.size();
    }
}
