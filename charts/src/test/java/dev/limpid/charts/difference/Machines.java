package dev.limpid.charts.difference;

import dev.limpid.charts.Populations;
import dev.limpid.charts.Populations.Population;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.protocol.answer.Answer;
import dev.limpid.protocol.answer.AnswerPart;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.protocol.answer.PublishedAnswer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One week of a chart, written down machine by machine. Every machine is asked, so each stands for itself. */
final class Machines {

    private static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    private final QuestionPlan plan;
    private final String chart;
    private final AnswerFold fold;

    Machines(String chart) {
        Population everybody = new Population("everybody", chart, 0, new double[] {1}, random -> {
            throw new IllegalStateException("nothing is drawn");
        });
        this.plan = Populations.plan(everybody);
        this.chart = chart;
        this.fold = new AnswerFold(plan);
    }

    /** Machines of one version. */
    Machines add(int machines, String system, String version, Map<String, Long> counts) {
        return add(machines, system, List.of(version), counts);
    }

    /** Machines that ran these versions, and counted everything in the first one. */
    Machines add(int machines, String system, List<String> versions, Map<String, Long> counts) {
        List<AnswerPart> parts = new ArrayList<>();
        for (String version : versions) {
            parts.add(new AnswerPart(
                    Map.of(Attribute.VERSION, version, Attribute.OS, system),
                    new TreeMap<>(parts.isEmpty() ? counts : Map.of())));
        }
        fold.add(new PublishedAnswer(new Answer(WEEK, "v1.0.0", "p/" + chart, parts), machines));
        return this;
    }

    /** Machines from whose answers the collection removed the system, since it was rare. */
    Machines addWithoutSystem(int machines, String version, Map<String, Long> counts) {
        AnswerPart part = new AnswerPart(Map.of(Attribute.VERSION, version), new TreeMap<>(counts));
        fold.add(new PublishedAnswer(new Answer(WEEK, "v1.0.0", "p/" + chart, List.of(part)), machines));
        return this;
    }

    ChartWeeks weeks() {
        PlannedChart planned = Objects.requireNonNull(plan.chart("p/" + chart));
        return new ChartWeeks(fold, planned, List.of(WEEK), 0, Clip.of(fold, planned, List.of(WEEK)));
    }
}
