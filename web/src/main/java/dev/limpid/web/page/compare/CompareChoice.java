package dev.limpid.web.page.compare;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.Cell;
import dev.limpid.charts.ChartResult.Split;
import dev.limpid.charts.Period;
import dev.limpid.protocol.answer.Attribute;
import dev.limpid.web.layout.PeriodChoice;
import dev.limpid.web.page.compare.SideName.Value;
import dev.limpid.web.words.SiteMessages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What can be compared in a chart of a period, and what is compared by default. */
public final class CompareChoice {

    /** The largest number of values of an attribute in a list; an address can name any. */
    private static final int VALUES = 60;

    private final ChartResult chart;
    private final PeriodChoice periods;

    public CompareChoice(ChartResult chart, PeriodChoice periods) {
        this.chart = chart;
        this.periods = periods;
    }

    /** Two sides; the first is compared with the second. */
    public record Pair(SideName a, SideName b) {}

    /** The sides of one kind, for a list. */
    public record Group(String name, List<SideName> sides) {
        public Group {
            sides = List.copyOf(sides);
        }
    }

    /** The period against the one before it. */
    public Optional<Pair> weeks() {
        return periods.older()
                .map(older -> new Pair(
                        new SideName(Optional.empty(), periods.shown()), new SideName(Optional.empty(), older)));
    }

    /** The newest version against the one before it, among those that enough machines ran. */
    public Optional<Pair> versions() {
        return chart.splits().stream()
                .filter(split -> split.by() == Attribute.VERSION)
                .findFirst()
                .flatMap(this::newest);
    }

    private Optional<Pair> newest(Split split) {
        List<Cell> known = split.cells().stream()
                .filter(cell -> !cell.value().equals("other") && !cell.isTooSmall())
                .toList();
        int last = known.size() - 1;
        return last < 1
                ? Optional.empty()
                : Optional.of(new Pair(named(split.by(), known.get(last)), named(split.by(), known.get(last - 1))));
    }

    /**
     * What most readers want to see first: the changes since the period before, otherwise between versions, otherwise between any two
     * values.
     */
    public Optional<Pair> first() {
        return weeks().or(this::versions)
                .or(() -> chart.splits().stream()
                        .filter(split -> split.cells().size() > 1)
                        .findFirst()
                        .map(split -> new Pair(
                                named(split.by(), split.cells().get(0)),
                                named(split.by(), split.cells().get(1)))));
    }

    private SideName named(Attribute by, Cell cell) {
        return new SideName(Optional.of(new Value(by, cell.value())), periods.shown());
    }

    /** The sides that a list offers. */
    public List<Group> groups(SiteMessages words) {
        List<Group> groups = new ArrayList<>();
        List<Period> near = new ArrayList<>();
        periods.newer().ifPresent(near::add);
        near.add(periods.shown());
        near.addAll(periods.nearby());
        groups.add(new Group(
                words.say("compare.all"),
                near.stream()
                        .map(period -> new SideName(Optional.empty(), period))
                        .toList()));
        for (Split split : chart.splits()) {
            List<Cell> most = split.cells().stream()
                    .sorted(Comparator.comparingLong(Cell::answers).reversed())
                    .limit(VALUES)
                    .toList();
            List<SideName> sides = split.cells().stream()
                    .filter(most::contains)
                    .map(cell -> named(split.by(), cell))
                    .toList();
            groups.add(new Group(words.say("heat.by." + split.by().word()), sides));
        }
        return groups;
    }
}
