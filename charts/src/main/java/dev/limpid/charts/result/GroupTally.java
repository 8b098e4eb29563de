package dev.limpid.charts.result;

import dev.limpid.charts.fold.StackSample.Line;
import dev.limpid.charts.fold.StackSample.Occurrence;
import dev.limpid.charts.stacks.GroupKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Tallies the lines that have any stack of a group by the values of each split, and the group's different stacks.
 * Mutable. For one thread at a time.
 */
final class GroupTally {

    private final SortedMap<SplitValue, StackTally> cells = new TreeMap<>();
    private final Set<String> stacks = new HashSet<>();

    /** A value of a split. */
    record SplitValue(int split, int value) implements Comparable<SplitValue> {
        @Override
        public int compareTo(SplitValue other) {
            return split == other.split ? Integer.compare(value, other.value) : Integer.compare(split, other.split);
        }
    }

    private record GroupValue(GroupTally group, SplitValue value) {}

    /** Adds a line to those groups of its stacks that have a tally here. */
    static void add(Line line, double certain, Function<String, GroupKey> groups, Map<GroupKey, GroupTally> tallies) {
        Map<GroupValue, Long> events = new HashMap<>();
        for (Occurrence one : line.stacks()) {
            GroupTally tally = tallies.get(groups.apply(one.stack()));
            if (tally == null) {
                continue;
            }
            tally.stacks.add(one.stack());
            List<Integer> values = one.values();
            for (int split = 0; split < values.size(); split++) {
                if (values.get(split) >= 0) {
                    SplitValue splitValue = new SplitValue(split, values.get(split));
                    events.merge(new GroupValue(tally, splitValue), one.events(), StackTally::clipped);
                }
            }
        }
        events.forEach((in, count) -> in.group()
                .cells
                .computeIfAbsent(in.value(), any -> new StackTally())
                .add(line, certain, count));
    }

    SortedMap<SplitValue, StackTally> cells() {
        return cells;
    }

    /** How many different stacks it has. */
    long stacks() {
        return stacks.size();
    }
}
