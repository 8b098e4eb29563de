package dev.limpid.charts;

import dev.limpid.charts.DrawnChart.StackCount;
import dev.limpid.charts.DrawnChart.StackVersion;
import dev.limpid.charts.DrawnChart.Stacks;
import dev.limpid.charts.Estimators.Part;
import dev.limpid.charts.Estimators.Share;
import dev.limpid.charts.StackSample.Occurrence;
import dev.limpid.protocol.report.StackName;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Draws up a stack chart. If the days' samples were cut, the stacks of all days are those of reports with an X below the
 * lowest cut c: a report of rate r is then in the sample with probability min(r, c), which is what it is weighted by.
 */
final class StackChartBuilder {

    /** How many stacks are listed; the published reports have them all. */
    static final int LISTED = 1000;

    private final ProgramPlan program;
    private final ChartFold fold;
    private final List<LocalDate> days;
    private final ProgramSums sums;

    StackChartBuilder(ProgramPlan program, ChartFold fold, List<LocalDate> days, ProgramSums sums) {
        this.program = program;
        this.fold = fold;
        this.days = days;
        this.sums = sums;
    }

    /** What is known of one stack, in all or in one version: by the rate at which they were asked, how many reports have it. */
    private static final class Found {
        private final SortedMap<Double, Long> reportsByRate = new TreeMap<>();
        private final SortedMap<Integer, Found> versions = new TreeMap<>();
        private long events;

        private Found in(int version) {
            return versions.computeIfAbsent(version, any -> new Found());
        }

        private long reports() {
            return reportsByRate.values().stream().mapToLong(some -> some).sum();
        }
    }

    private record Ranked(String stack, StackCount count) {}

    Stacks build(Slots chart, Trend trend) {
        double cut = cut(chart);
        Map<String, Found> found = find(chart, cut);
        List<Ranked> ranked = new ArrayList<>();
        StackShares shares = new StackShares(sums, chart, cut);
        found.forEach((stack, one) -> ranked.add(new Ranked(stack, count(stack, one, shares))));
        ranked.sort(
                Comparator.comparingDouble((Ranked one) -> -one.count().share().value())
                        .thenComparing(Ranked::stack));
        List<Part> parts = sums.parts(chart);
        List<String> notes = new ArrayList<>();
        if (cut <= 1) {
            notes.add("There were more stacks than are kept; these are of the reports with an X below "
                    + Figures.decimal(cut).toPlainString());
        }
        if (ranked.size() > LISTED) {
            notes.add("The commonest " + LISTED + " of " + ranked.size() + " different stacks");
        }
        return new Stacks(
                chart.title(),
                ProgramSums.sum(parts, chart.asked()),
                ProgramSums.sum(parts, chart.answered()),
                Estimators.share(parts, new Share(chart.answered(), chart.asked())),
                ranked.stream().limit(LISTED).map(Ranked::count).toList(),
                ranked.size(),
                Figures.round(Math.min(1, cut)),
                trend,
                notes);
    }

    private double cut(Slots chart) {
        double cut = Double.POSITIVE_INFINITY;
        for (LocalDate day : days) {
            StackSample sample = fold.findStacks(day, program, chart.index());
            if (sample != null) {
                sample.occurrences();
                cut = Math.min(cut, sample.below());
            }
        }
        return cut;
    }

    private Map<String, Found> find(Slots chart, double cut) {
        Map<String, Found> found = new HashMap<>();
        for (LocalDate day : days) {
            StackSample sample = fold.findStacks(day, program, chart.index());
            if (sample == null) {
                continue;
            }
            Occurrence before = null;
            for (Occurrence occurrence : sample.occurrences()) {
                if (occurrence.x() >= cut) {
                    break;
                }
                Found one = found.computeIfAbsent(occurrence.stack(), stack -> new Found());
                // Two builds of one report may share a stack; they are one installation.
                boolean sameReport = before != null
                        && before.x() == occurrence.x()
                        && before.config() == occurrence.config()
                        && before.stack().equals(occurrence.stack());
                Found inVersion = one.in(occurrence.version());
                double rate = rate(occurrence.config(), day, chart);
                if (!sameReport) {
                    one.reportsByRate.merge(rate, 1L, Long::sum);
                }
                boolean sameVersion = sameReport && before != null && before.version() == occurrence.version();
                if (!sameVersion) {
                    inVersion.reportsByRate.merge(rate, 1L, Long::sum);
                }
                one.events += occurrence.events();
                inVersion.events += occurrence.events();
                before = occurrence;
            }
        }
        return found;
    }

    private double rate(int config, LocalDate day, Slots chart) {
        ProgramPlan.Asked by = program.asked(config, day.toEpochDay());
        return by == null ? 1 : by.byChart().get(chart.index()).rate();
    }

    private StackCount count(String stack, Found one, StackShares shares) {
        List<String> names = program.charts.get(Platform.VERSION.place()).buckets();
        List<StackVersion> versions = new ArrayList<>();
        one.versions.forEach((version, in) -> versions.add(
                new StackVersion(names.get(version), in.reports(), in.events, shares.share(in.reportsByRate))));
        return new StackCount(
                StackName.frames(stack), one.reports(), one.events, shares.share(one.reportsByRate), versions);
    }
}
