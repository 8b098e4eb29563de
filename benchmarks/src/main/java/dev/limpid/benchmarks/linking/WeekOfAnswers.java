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
 * What some homes send in a week if they are asked every question.
 *
 * @param answers the answers of each home, as they are sent
 * @param reportBytes the total size of one report per home with the same counts
 */
public record WeekOfAnswers(List<List<byte[]>> answers, long reportBytes) {

    /** The answers of homes that ran the program, by version. From 13 charts on, charts also ask for counters of other charts. */
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

    /** The average number of answers per home. */
    public double answersEach() {
        return answers.stream().mapToInt(List::size).average().orElse(0);
    }

    /** The average bytes of JSON per home. */
    public double bytesEach() {
        return answers.stream()
                .mapToLong(
                        its -> its.stream().mapToLong(answer -> answer.length).sum())
                .average()
                .orElse(0);
    }

    /** The average bytes of a report. */
    public double reportBytesEach() {
        return (double) reportBytes / answers.size();
    }
}
