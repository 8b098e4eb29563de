package dev.limpid.charts.draw;

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
 * Tallies the lines that have any stack of a group: in total, and for each value of each split. Mutable. For one thread
 * at a time.
 */
final class GroupTally {

    private final StackTally all = new StackTally();
    private final SortedMap<Place, StackTally> cells = new TreeMap<>();
    private final Set<String> stacks = new HashSet<>();

    /** A value of a split. */
    record Place(int split, int value) implements Comparable<Place> {
        @Override
        public int compareTo(Place other) {
            return split == other.split ? Integer.compare(value, other.value) : Integer.compare(split, other.split);
        }
    }

    private record InPlace(GroupKey group, Place place) {}

    /** Adds a line once to each group of its stacks. */
    static void add(
            Line line, double certain, Function<String, GroupKey> groups, Function<GroupKey, GroupTally> tallies) {
        Map<GroupKey, Long> events = new HashMap<>();
        Map<InPlace, Long> eventsIn = new HashMap<>();
        for (Occurrence one : line.stacks()) {
            GroupKey group = groups.apply(one.stack());
            tallies.apply(group).stacks.add(one.stack());
            events.merge(group, one.events(), StackTally::clipped);
            List<Integer> values = one.values();
            for (int split = 0; split < values.size(); split++) {
                if (values.get(split) >= 0) {
                    Place place = new Place(split, values.get(split));
                    eventsIn.merge(new InPlace(group, place), one.events(), StackTally::clipped);
                }
            }
        }
        events.forEach((group, count) -> tallies.apply(group).all.add(line, certain, count));
        eventsIn.forEach((in, count) -> tallies.apply(in.group())
                .cells
                .computeIfAbsent(in.place(), any -> new StackTally())
                .add(line, certain, count));
    }

    StackTally all() {
        return all;
    }

    SortedMap<Place, StackTally> cells() {
        return cells;
    }

    /** How many different stacks it has. */
    long stacks() {
        return stacks.size();
    }
}
