package dev.limpid.charts.estimate;

import dev.limpid.charts.ChartNote;
import dev.limpid.charts.fold.AnswerFold;
import dev.limpid.charts.fold.AnswerFold.AskedSums;
import dev.limpid.charts.plan.PlannedChart;
import dev.limpid.protocol.question.Question;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A chart's answers over some weeks, with all estimates from them: for all machines, for a cell, and reweighted. For
 * one thread at a time.
 */
public final class ChartWeeks {

    private final AnswerFold fold;
    private final PlannedChart chart;
    private final List<LocalDate> weeks;
    private final int span;
    private final AnswerEstimates estimates;
    private final AnswerEstimates allMachines;
    private final NetworkContribution network;
    private Raking.@Nullable Outcome raking;
    private @Nullable AnswerEstimates reweighted;

    /**
     * For the weeks that have answers, in their order.
     *
     * @param newest the configuration in force, or -1 if it was not yet in force in these weeks
     * @param clip the most that one machine counts as in figures over all events
     */
    public ChartWeeks(AnswerFold fold, PlannedChart chart, List<LocalDate> weeks, int newest, Clip clip) {
        this.fold = fold;
        this.chart = chart;
        this.weeks = weeks;
        this.span = span(weeks);
        double unseen = unseen(newest);
        this.estimates = new AnswerEstimates(chart, fold.of(chart, weeks, 0), span, unseen, clip);
        this.allMachines = new AnswerEstimates(chart, fold.allMachines(chart, weeks), span, unseen, clip);
        this.network = NetworkContribution.of(chart, 1 / unseen, weeks.size(), estimates.machines());
        if (!chart.raking().isEmpty()) {
            rake();
        }
    }

    /** In how many weeks a machine may have answered. */
    public static int span(List<LocalDate> weeks) {
        return weeks.isEmpty() ? 1 : (int) ChronoUnit.WEEKS.between(weeks.get(0), weeks.get(weeks.size() - 1)) + 1;
    }

    /** The largest weight in any configuration from the oldest that an answer of these weeks names up to the newest. */
    private double unseen(int newest) {
        int from = Integer.MAX_VALUE;
        int to = newest;
        for (AnswerFold.Key at : fold.sums().keySet()) {
            if (weeks.contains(LocalDate.ofEpochDay(at.day()))) {
                from = Math.min(from, at.config());
                to = Math.max(to, at.config());
            }
        }
        double unseen = 1;
        for (int config = Math.max(0, from); config <= to && from <= to; config++) {
            Question question = fold.plan().question(config, chart);
            unseen = question == null ? unseen : Math.max(unseen, 1 / question.rate());
        }
        return unseen;
    }

    /** The cells in a range that any answer is in; the end of the range is excluded. */
    public SortedSet<Long> cells(long from, long to) {
        SortedSet<Long> cells = new TreeSet<>();
        fold.sums().forEach((at, strata) -> {
            if (at.chart() == chart.index() && weeks.contains(LocalDate.ofEpochDay(at.day()))) {
                cells.addAll(strata.cells().subMap(from, to).keySet());
            }
        });
        return cells;
    }

    private void rake() {
        long[] of = cells(Long.MIN_VALUE, 0).stream().mapToLong(Long::longValue).toArray();
        List<List<AskedSums>> sums = new ArrayList<>();
        double[] weights = new double[of.length];
        double all = 0;
        for (int i = 0; i < of.length; i++) {
            sums.add(fold.of(chart, weeks, of[i]));
            weights[i] = estimates.forCell(sums.get(i), span).machines();
            all += weights[i];
        }
        if (all < estimates.machines() * (1 - 1e-9)) {
            raking = new Raking.Outcome(
                    Optional.empty(),
                    0,
                    ChartNote.of(ChartNote.Kind.NO_ATTRIBUTE).text());
            return;
        }
        raking = Raking.fit(chart.raking(), of, weights, this::effective);
        reweighted = raking.factors()
                .map(factors -> estimates.reweighted(sums, factors, span))
                .orElse(null);
        if (reweighted != null) {
            double most = Arrays.stream(raking.factors().orElseThrow()).max().orElse(1);
            Optional<ChartNote> against = network.againstReweighting(most, reweighted);
            if (against.isPresent()) {
                raking = new Raking.Outcome(
                        Optional.empty(), raking.rounds(), against.get().text());
                reweighted = null;
            }
        }
    }

    private double effective(long[] cells) {
        List<AskedSums> sums = new ArrayList<>();
        for (long cell : cells) {
            sums.addAll(fold.of(chart, weeks, cell));
        }
        return estimates.forCell(sums, span).effectiveSampleSize();
    }

    public PlannedChart chart() {
        return chart;
    }

    public List<LocalDate> weeks() {
        return weeks;
    }

    public int span() {
        return span;
    }

    /** What one network may have given in these weeks. */
    public NetworkContribution network() {
        return network;
    }

    public AnswerEstimates estimates() {
        return estimates;
    }

    /**
     * Estimates from all answers, including those to the question with earlier counters, which the figures do not use.
     */
    public AnswerEstimates allMachines() {
        return allMachines;
    }

    /** Estimates for the machines in a cell. */
    public AnswerEstimates cell(long cell) {
        return estimates.forCell(fold.of(chart, weeks, cell), span);
    }

    /** The result of matching known margins, if there are any. */
    public Optional<Raking.Outcome> raking() {
        return Optional.ofNullable(raking);
    }

    /** Reweighted estimates, if the margins could be matched. */
    public Optional<AnswerEstimates> reweighted() {
        return Optional.ofNullable(reweighted);
    }
}
