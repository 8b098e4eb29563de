package dev.limpid.charts;

import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.ChartSet.WeekAnswers;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.text.Counted;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Draws up the charts of one period from a fold. */
final class ChartSetBuilder {

    private final QuestionPlan plan;
    private final AnswerFold fold;
    private final String collection;
    private final String config;
    private final Set<LocalDate> provisional;

    ChartSetBuilder(QuestionPlan plan, AnswerFold fold, String collection, String config, Set<LocalDate> provisional) {
        this.plan = plan;
        this.fold = fold;
        this.collection = collection;
        this.config = config;
        this.provisional = provisional;
    }

    ChartSet build(Period period) {
        List<LocalDate> weeks = weeks(period.from(), period.to());
        List<String> notes = new ArrayList<>();
        SortedMap<String, List<ChartWeeks>> byProgram = new TreeMap<>();
        for (PlannedChart chart : plan.charts()) {
            byProgram
                    .computeIfAbsent(chart.chart().program(), program -> new ArrayList<>())
                    .add(new ChartWeeks(fold, chart, weeks, plan.config(config)));
        }
        List<ProgramCharts> programs = new ArrayList<>();
        byProgram.forEach((program, charts) -> programs.add(program(program, charts, period, notes)));
        long unknown = weeks.stream()
                .mapToLong(week -> fold.unknown().getOrDefault(week, 0L))
                .sum();
        if (unknown > 0) {
            notes.add(Counted.of(unknown, "answer")
                    + " to questions that the charts or configurations known here do not ask; no chart counts them");
        }
        List<WeekAnswers> perWeek = weeks.stream()
                .map(week -> new WeekAnswers(week, answers(week), provisional.contains(week)))
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

    /** A chart that cannot be computed is left out, and the others stay. */
    private ProgramCharts program(String program, List<ChartWeeks> charts, Period period, List<String> notes) {
        List<LocalDate> trendWeeks =
                weeks(period.to().minusWeeks(ChartSet.TREND_WEEKS).plusDays(1), period.to());
        TrendBuilder trends = new TrendBuilder(fold, provisional);
        List<DrawnChart> drawn = new ArrayList<>();
        for (ChartWeeks of : charts) {
            try {
                Trend trend = trends.trend(of.chart(), trendWeeks);
                drawn.add(new ChartBuilder(fold, of, certainty(of.weeks()), trend).build());
            } catch (ArithmeticException | IllegalArgumentException e) {
                notes.add("The chart \"" + of.chart().chart().title() + "\" of " + program
                        + " is left out: it cannot be computed from these answers");
            }
        }
        long answers = charts.stream().mapToLong(of -> of.estimates().answers()).sum();
        return new ProgramCharts(program, answers, installations(charts), drawn);
    }

    private Certainty certainty(List<LocalDate> weeks) {
        return weeks.stream().anyMatch(provisional::contains) ? Certainty.PROVISIONAL : Certainty.SURE;
    }

    /**
     * How many machines a program ran on. Each chart's answers tell, as each was drawn anew; they are not put together, as a
     * machine answers several charts and its answers cannot be known to be its own. Of the charts that are asked of every
     * version the one with the most effective answers is taken: its interval is the narrowest, and it is chosen by how many
     * answered and not by what they said. A chart that is asked of some versions only misses machines; such are looked at
     * only where there is no other.
     */
    private Estimate installations(List<ChartWeeks> charts) {
        ChartWeeks best = null;
        for (ChartWeeks of : charts) {
            if (best == null || rank(of) > rank(best)) {
                best = of;
            }
        }
        if (best == null || best.estimates().answers() == 0) {
            return Estimate.NONE;
        }
        InstallationCount count = new InstallationCount(best.span());
        best.estimates().addTo(count);
        return certainty(best.weeks()).of(count.estimate());
    }

    private double rank(ChartWeeks of) {
        double effective = of.estimates().effective();
        return isOfAllVersions(of.chart()) ? effective + Integer.MAX_VALUE * Math.signum(effective) : effective;
    }

    private boolean isOfAllVersions(PlannedChart chart) {
        for (int one = 0; one < plan.configCount(); one++) {
            Question question = plan.question(one, chart);
            if (question != null && question.since().isPresent()) {
                return false;
            }
        }
        return true;
    }
}
