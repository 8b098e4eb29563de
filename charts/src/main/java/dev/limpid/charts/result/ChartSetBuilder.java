package dev.limpid.charts.result;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.ChartSet.WeekAnswers;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.Period;
import dev.limpid.charts.Trend;
import dev.limpid.charts.estimate.ChartWeeks;
import dev.limpid.charts.estimate.Clip;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.plan.InstallationCountCharts;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.charts.plan.QuestionPlan;
import dev.limpid.charts.statistics.InstallationCountEstimator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Builds the charts of a period from a fold. The same answers give the same charts to the byte, in whatever order they
 * were added. For one thread, which can use it for several periods.
 */
public final class ChartSetBuilder {

    private final QuestionPlan plan;
    private final AnswerFold fold;
    private final String collection;
    private final String config;
    private final IncompleteWeeks incomplete;

    /** For weeks to which no more answers can arrive. */
    public ChartSetBuilder(AnswerFold fold, String collection, String config) {
        this(fold, collection, config, IncompleteWeeks.NONE);
    }

    /**
     * For a fold that does not change while this is used.
     *
     * @param collection the collection's name
     * @param config the version of the configuration in force
     * @param incomplete the weeks whose figures have no intervals
     */
    public ChartSetBuilder(AnswerFold fold, String collection, String config, IncompleteWeeks incomplete) {
        this.plan = fold.plan();
        this.fold = fold;
        this.collection = collection;
        this.config = config;
        this.incomplete = incomplete;
    }

    /** The charts of a period. */
    public ChartSet build(Period period) {
        List<LocalDate> weeks = weeks(period.from(), period.to());
        List<LocalDate> trendWeeks =
                weeks(period.to().minusWeeks(ChartSet.TREND_WEEKS).plusDays(1), period.to());
        List<String> notes = new ArrayList<>();
        SortedMap<String, List<ChartWeeks>> byProgram = new TreeMap<>();
        for (PlannedChart chart : plan.charts()) {
            byProgram
                    .computeIfAbsent(chart.chart().program(), program -> new ArrayList<>())
                    .add(new ChartWeeks(fold, chart, weeks, plan.config(config), Clip.of(fold, chart, trendWeeks)));
        }
        // No chart depends on another one, so they can be computed in parallel.
        Map<ChartWeeks, Optional<ChartResult>> results =
                byProgram.values().stream().flatMap(List::stream).toList().parallelStream()
                        .collect(Collectors.toMap(of -> of, of -> computeChart(of, period, trendWeeks)));
        List<ProgramCharts> programs = new ArrayList<>();
        byProgram.forEach((program, charts) -> programs.add(program(program, charts, results, notes)));
        long unknown = weeks.stream()
                .mapToLong(week -> fold.unknown().getOrDefault(week, 0L))
                .sum();
        if (unknown > 0) {
            notes.add(ChartNote.of(ChartNote.Kind.UNKNOWN, "left", unknown).text());
        }
        List<WeekAnswers> perWeek = weeks.stream()
                .map(week -> new WeekAnswers(
                        week, answers(week), incomplete.provisional().contains(week)))
                .toList();
        return new ChartSet(
                collection,
                config,
                period,
                perWeek.stream().mapToLong(WeekAnswers::answers).sum(),
                perWeek,
                programs,
                notes);
    }

    private List<LocalDate> weeks(LocalDate from, LocalDate to) {
        return List.copyOf(fold.weeks().subSet(from, to.plusDays(1)));
    }

    private long answers(LocalDate week) {
        long answers = fold.unknown().getOrDefault(week, 0L);
        for (var strata : fold.sums().entrySet()) {
            answers += strata.getKey().day() == week.toEpochDay() ? strata.getValue().all.answers : 0;
        }
        return answers;
    }

    /** A chart; empty if it cannot be computed. */
    private Optional<ChartResult> computeChart(ChartWeeks of, Period period, List<LocalDate> trendWeeks) {
        TrendBuilder trends = new TrendBuilder(fold, incomplete, period.from(), plan.config(config));
        try {
            Trend trend = trends.trend(of.chart(), trendWeeks, of.estimates().clip());
            return Optional.of(new ChartBuilder(fold, of, incomplete.intervalStatus(of.weeks()), trend).build());
        } catch (ArithmeticException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Leaves out charts that cannot be computed, with a note; the others stay. */
    private ProgramCharts program(
            String program,
            List<ChartWeeks> charts,
            Map<ChartWeeks, Optional<ChartResult>> results,
            List<String> notes) {
        List<ChartResult> computed = new ArrayList<>();
        for (ChartWeeks of : charts) {
            Optional<ChartResult> one = results.getOrDefault(of, Optional.empty());
            one.ifPresent(computed::add);
            if (one.isEmpty()) {
                notes.add(ChartNote.of(
                                ChartNote.Kind.NOT_COMPUTED,
                                "title",
                                of.chart().chart().title(),
                                "program",
                                program)
                        .text());
            }
        }
        long answers =
                charts.stream().mapToLong(of -> of.allMachines().answers()).sum();
        return new ProgramCharts(program, answers, installations(program, charts), computed);
    }

    /** How many machines a program ran on, from the charts that {@link InstallationCountCharts} selects. */
    private Estimate installations(String program, List<ChartWeeks> charts) {
        List<LocalDate> weeks = charts.get(0).weeks();
        if (weeks.isEmpty()) {
            return Estimate.NONE;
        }
        Map<String, Long> answers = new TreeMap<>();
        charts.forEach(of -> answers.put(of.chart().id(), of.allMachines().answers()));
        answers.values().removeIf(none -> none == 0);
        Map<String, Double> shares = InstallationCountCharts.shares(
                program,
                plan.configs(fold.configs(charts.stream().map(ChartWeeks::chart).toList(), weeks)),
                weeks.get(weeks.size() - 1),
                id -> plan.chart(id) != null,
                answers);
        InstallationCountEstimator count = new InstallationCountEstimator(ChartWeeks.span(weeks));
        for (ChartWeeks of : charts) {
            double share = shares.getOrDefault(of.chart().id(), 0.0);
            if (share > 0) {
                of.allMachines().addTo(count, share);
            }
        }
        return shares.isEmpty()
                ? Estimate.NONE
                : incomplete.intervalStatus(weeks).applyTo(count.estimate());
    }
}
