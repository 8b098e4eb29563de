package dev.limpid.dist.stacks;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.triage.StackHistory;
import dev.limpid.charts.triage.StackHistory.ChartedWeek;
import dev.limpid.charts.triage.StackHistory.Week;
import dev.limpid.cli.chart.ChartLookup;
import dev.limpid.cli.chart.ChartSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Reads one stack chart from several weeks. */
final class StackWeeks {

    private StackWeeks() {}

    /**
     * The newest weeks in which the chart was answered.
     *
     * @param name the chart; may be empty if there is only one
     * @param mapped restores the source's names in stacks
     * @throws IllegalArgumentException if it is not clear which chart is meant; the message explains this
     */
    static Optional<StackHistory> of(ChartSource source, Optional<String> name, int most, UnaryOperator<Stacks> mapped)
            throws IOException {
        List<ChartedWeek> weeks = new ArrayList<>();
        Optional<String> id = Optional.empty();
        List<ChartSource.Week> published = source.weeks();
        for (ChartSource.Week week : published.subList(0, Math.min(most, published.size()))) {
            ChartSet set = source.charts(week);
            if (id.isEmpty()) {
                id = chosenChart(set, name);
            }
            Optional<Stacks> chart = id.flatMap(one -> stacks(set).stream()
                    .filter(stacks -> stacks.title().chart().equals(one))
                    .findFirst());
            // Charts published before stacks were grouped have no groups, which does not mean that there were none.
            chart.filter(one -> one.answers() > 0
                            && (one.stacks().isEmpty() || !one.groups().isEmpty()))
                    .ifPresent(one -> weeks.add(new ChartedWeek(
                            new Week(week.period().from(), week.isProvisional(), one.answers()), mapped.apply(one))));
        }
        Collections.reverse(weeks);
        return weeks.isEmpty() ? Optional.empty() : Optional.of(StackHistory.of(weeks));
    }

    private static List<Stacks> stacks(ChartSet set) {
        List<Stacks> stacks = new ArrayList<>();
        for (ChartResult chart : new ChartLookup(set).all()) {
            if (chart instanceof Stacks one) {
                stacks.add(one);
            }
        }
        return stacks;
    }

    private static Optional<String> chosenChart(ChartSet set, Optional<String> name) {
        List<? extends ChartResult> found = name.isEmpty() ? stacks(set) : new ChartLookup(set).find(name.get());
        if (found.size() > 1) {
            throw new IllegalArgumentException("which chart is meant? "
                    + found.stream().map(one -> one.title().chart()).collect(Collectors.joining(", ")));
        }
        if (found.isEmpty() && name.isPresent()) {
            throw new IllegalArgumentException("there is no chart '" + name.get() + "'; the stack charts are: "
                    + stacks(set).stream().map(one -> one.title().chart()).collect(Collectors.joining(", ")));
        }
        if (!found.isEmpty() && !(found.get(0) instanceof Stacks)) {
            throw new IllegalArgumentException(found.get(0).title().chart() + " is not a stack chart");
        }
        return found.stream().map(one -> one.title().chart()).findFirst();
    }
}
