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
import dev.limpid.web.facts.PublishedConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Charts as they really result from few answers. */
final class SampleFold {
    private static final PublishedConfig CONFIG = SampleSite.configurations().get(1);

    private SampleFold() {}

    /** The charts of the newest week. */
    static ChartSet week(List<PublishedAnswer> answers) {
        AnswerFold fold = new AnswerFold(new QuestionPlan(CONFIG.charts(), List.of(CONFIG.config())));
        answers.forEach(fold::add);
        return new ChartSetBuilder(fold, "telemetry.example.org", CONFIG.version())
                .build(Period.week(SampleCharts.WEEK));
    }

    /** An answer about the week that is this many weeks before the newest. */
    static PublishedAnswer answer(int weeksAgo, String version, long machines) {
        return answer(weeksAgo, version, Map.of("tool/editor:vim", 3L), CONFIG.version(), machines);
    }

    private static PublishedAnswer answer(
            int weeksAgo, String version, Map<String, Long> counts, String config, long machines) {
        return new PublishedAnswer(
                new Answer(
                        SampleCharts.WEEK.minusWeeks(weeksAgo),
                        config,
                        "org.example/tool/tool-editor",
                        List.of(new AnswerPart(Map.of(Attribute.VERSION, version), counts))),
                machines);
    }

    /** Weeks with a gap between them, one that counted nothing, and one under an unknown configuration. */
    static List<PublishedAnswer> partial() {
        List<PublishedAnswer> answers = new ArrayList<>();
        for (int weeksAgo : new int[] {0, 1, 4, 5}) {
            answers.add(answer(weeksAgo, "2.2", 3));
        }
        answers.add(answer(0, "2.3", Map.of(), CONFIG.version(), 2));
        answers.add(answer(0, "2.3", Map.of("tool/editor:zed", 1L), "v9.9.0", 1));
        return answers;
    }
}
