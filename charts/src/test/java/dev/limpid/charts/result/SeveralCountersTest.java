package dev.limpid.charts.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.QuestionPlan;
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
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A ratio may have several counters; a machine's failures are all of them, whichever parts of its answer contain them. */
class SeveralCountersTest {
    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    @Test
    void ratio_ofSeveralCounters_addsThemUp() throws ChartConfigException {
        Map<String, Long> inOnePart = Map.of("failed:disk", 2L, "failed:net", 3L, "runs", 10L);
        assertThat(pooled(List.of(new AnswerPart(Map.of(Attribute.OS, "linux"), inOnePart))))
                .isCloseTo(0.5, within(1e-6));

        AnswerPart disk = new AnswerPart(Map.of(Attribute.OS, "darwin"), Map.of("failed:disk", 2L, "runs", 4L));
        AnswerPart net = new AnswerPart(Map.of(Attribute.OS, "linux"), Map.of("failed:net", 3L, "runs", 6L));
        assertThat(pooled(List.of(disk, net))).isCloseTo(0.5, within(1e-6));
    }

    /** Of a thousand machines that all give this answer. */
    private static double pooled(List<AnswerPart> parts) throws ChartConfigException {
        AnswerFold fold = fold();
        fold.add(new PublishedAnswer(new Answer(WEEK, "v1.0.0", "p/ratio", parts), 1_000));
        ChartSet set = new ChartSetBuilder(fold, "c", "v1.0.0").build(Period.week(WEEK));
        ChartResult.Ratio ratio =
                (ChartResult.Ratio) set.programs().get(0).charts().get(0);
        return ratio.pooled().value();
    }

    private static AnswerFold fold() throws ChartConfigException {
        List<Chart> charts = ChartConfig.parse("charts.txt", """
                title: Failures
                description: how often it fails
                type: ratio
                program: p
                module: versions: 1.0
                version: 1.0
                id: ratio
                by: os
                counter: failed:{disk,net}
                over: runs
                """);
        Chart chart = charts.get(0);
        Question question = new Question(
                chart.id(),
                0.1,
                chart.by(),
                new RequestedCounters.Named(chart.collected()),
                Optional.empty(),
                Optional.empty());
        CollectionConfig.Program program = new CollectionConfig.Program("p", List.of("1.0"), List.of(question));
        CollectionConfig config =
                new CollectionConfig("v1.0.0", List.of("darwin", "linux"), List.of(), List.of(), 1, List.of(program));
        return new AnswerFold(new QuestionPlan(charts, List.of(config)));
    }
}
