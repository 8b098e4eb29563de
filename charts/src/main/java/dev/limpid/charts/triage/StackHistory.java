package dev.limpid.charts.triage;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.NaturalOrder;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.protocol.answer.Attribute;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The groups of one chart's stacks over some weeks, with each week's own figures.
 *
 * @param title the chart's title in the newest week
 * @param weeks the weeks in which its question was answered, oldest first
 * @param groups all groups of these weeks, ordered by how many machines had them in their newest week, most first
 */
public record StackHistory(ChartResult.Title title, List<Week> weeks, List<Group> groups) {

    public StackHistory {
        weeks = List.copyOf(weeks);
        groups = List.copyOf(groups);
    }

    /**
     * A week in which the chart's question was answered.
     *
     * @param isProvisional whether answers to it can still arrive
     */
    public record Week(LocalDate monday, boolean isProvisional, long answers) {}

    /** The chart of one week. */
    public record ChartedWeek(Week week, Stacks chart) {}

    /**
     * One group.
     *
     * @param points its figures in each week, empty for weeks without any of its stacks
     * @param stacks its different stacks that any week lists, most common first
     */
    public record Group(GroupKey key, List<Optional<StackGroup>> points, List<Member> stacks) {
        public Group {
            points = List.copyOf(points);
            stacks = List.copyOf(stacks);
        }

        /** The index of the first week that has it. */
        public int first() {
            return place(points);
        }

        /** The index of the last week that has it. */
        public int last() {
            int last = points.size() - 1;
            while (points.get(last).isEmpty()) {
                last--;
            }
            return last;
        }

        private static int place(List<Optional<StackGroup>> points) {
            int first = 0;
            while (points.get(first).isEmpty()) {
                first++;
            }
            return first;
        }

        /** Its figures in the last week that has it. */
        public StackGroup newest() {
            return points.get(last()).orElseThrow();
        }

        /** All values of an attribute with which it occurs in any week, in their order; versions are oldest first. */
        public List<String> values(Attribute by) {
            return points.stream()
                    .flatMap(Optional::stream)
                    .flatMap(week -> week.values(by).stream())
                    .distinct()
                    .sorted(NaturalOrder.INSTANCE)
                    .toList();
        }
    }

    /**
     * One stack of a group.
     *
     * @param versions the versions in which it was seen, oldest first
     * @param answers how many answers had it, over all weeks
     */
    public record Member(List<String> frames, List<String> versions, long answers) {
        public Member {
            frames = List.copyOf(frames);
            versions = List.copyOf(versions);
        }
    }

    /**
     * Combines weeks, given oldest first.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static StackHistory of(List<ChartedWeek> charted) {
        if (charted.isEmpty()) {
            throw new IllegalArgumentException("there is no week, expected at least one");
        }
        Map<GroupKey, Map<Integer, StackGroup>> points = new TreeMap<>();
        Map<GroupKey, Map<List<String>, List<StackCount>>> stacks = new HashMap<>();
        for (int at = 0; at < charted.size(); at++) {
            for (StackGroup group : charted.get(at).chart().groups()) {
                points.computeIfAbsent(group.key(), any -> new HashMap<>()).put(at, group);
            }
            for (StackCount stack : charted.get(at).chart().stacks()) {
                stacks.computeIfAbsent(GroupKey.of(stack.frames()), any -> new HashMap<>())
                        .computeIfAbsent(stack.frames(), any -> new ArrayList<>())
                        .add(stack);
            }
        }
        List<Group> groups = new ArrayList<>();
        points.forEach((key, byWeek) -> {
            List<Optional<StackGroup>> line = new ArrayList<>();
            for (int at = 0; at < charted.size(); at++) {
                line.add(Optional.ofNullable(byWeek.get(at)));
            }
            groups.add(new Group(
                    key, line, members(stacks.getOrDefault(key, Map.of()).values())));
        });
        groups.sort((a, b) -> Double.compare(
                b.newest().installations().value(), a.newest().installations().value()));
        return new StackHistory(
                charted.get(charted.size() - 1).chart().title(),
                charted.stream().map(ChartedWeek::week).toList(),
                groups);
    }

    private static List<Member> members(Collection<List<StackCount>> stacks) {
        List<Member> members = new ArrayList<>();
        for (List<StackCount> weeks : stacks) {
            List<String> versions = weeks.stream()
                    .flatMap(week -> week.versions().stream())
                    .map(StackVersion::version)
                    .distinct()
                    .sorted(NaturalOrder.INSTANCE)
                    .toList();
            long answers = weeks.stream().mapToLong(StackCount::answers).sum();
            members.add(new Member(weeks.get(0).frames(), versions, answers));
        }
        members.sort((a, b) -> a.answers() != b.answers()
                ? Long.compare(b.answers(), a.answers())
                : String.join("\n", a.frames()).compareTo(String.join("\n", b.frames())));
        return members;
    }
}
