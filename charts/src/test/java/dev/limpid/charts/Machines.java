package dev.limpid.charts;

import dev.limpid.charts.Populations.Population;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.result.ChartSetBuilder;
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

/** Answers of a chart, written down machine by machine. */
public final class Machines {

    /** The week of answers that name no other. */
    public static final LocalDate WEEK = LocalDate.of(2026, 11, 16);

    private final QuestionPlan plan;
    private final String chart;
    private final AnswerFold fold;
    private LocalDate week = WEEK;
    private int config;

    /**
     * Nobody yet.
     *
     * @param chart one of the charts of {@link Populations}
     * @param rates of the configurations; if there is none, one asks every machine, so each stands for itself
     */
    public Machines(String chart, double... rates) {
        double[] all = rates.length == 0 ? new double[] {1} : rates;
        this.plan = Populations.plan(new Population("everybody", chart, 0, all, random -> {
            throw new IllegalStateException("nothing is drawn");
        }));
        this.chart = chart;
        this.fold = new AnswerFold(plan);
    }

    /** From now on, machines answer in this week. */
    public Machines in(LocalDate another) {
        week = another;
        return this;
    }

    /** From now on, machines name this configuration. */
    public Machines askedBy(int another) {
        config = another;
        return this;
    }

    /** Machines of one version. */
    public Machines add(int machines, String system, String version, Map<String, Long> counts) {
        return add(machines, system, List.of(version), counts);
    }

    /** Machines that ran these versions, and counted everything in the first one. */
    public Machines add(int machines, String system, List<String> versions, Map<String, Long> counts) {
        List<AnswerPart> parts = new ArrayList<>();
        for (String version : versions) {
            parts.add(new AnswerPart(
                    Map.of(Attribute.VERSION, version, Attribute.OS, system),
                    new TreeMap<>(parts.isEmpty() ? counts : Map.of())));
        }
        return add(machines, parts);
    }

    /** Machines from whose answers the collection removed the system, since it was rare. */
    public Machines addWithoutSystem(int machines, String version, Map<String, Long> counts) {
        return add(machines, List.of(new AnswerPart(Map.of(Attribute.VERSION, version), new TreeMap<>(counts))));
    }

    private Machines add(int machines, List<AnswerPart> parts) {
        fold.add(new PublishedAnswer(new Answer(week, "v1." + config + ".0", "p/" + chart, parts), machines));
        return this;
    }

    /** Their answers of the usual week. */
    public ChartWeeks weeks() {
        return weeks(List.of(WEEK), plan.configCount() - 1);
    }

    /**
     * Their answers of some weeks.
     *
     * @param newest the configuration in force, or -1
     */
    public ChartWeeks weeks(List<LocalDate> of, int newest) {
        PlannedChart planned = Objects.requireNonNull(plan.chart("p/" + chart));
        return new ChartWeeks(fold, planned, of, newest, Clip.of(fold, planned, of));
    }

    /** All charts of a period. */
    public ChartSet charts(Period period) {
        return new ChartSetBuilder(fold, "c", "v1." + (plan.configCount() - 1) + ".0").build(period);
    }

    /** Their chart of a period, as it is published. */
    public ChartResult chart(Period period) {
        return charts(period).programs().get(0).charts().stream()
                .filter(one -> one.title().chart().equals("p/" + chart))
                .findFirst()
                .orElseThrow();
    }
}
