package dev.limpid.web.page.stacks;

import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The stacks on a page that belong to one group, which probably have the same cause.
 *
 * @param key the key of the group
 * @param share the share of machines that have any stack of the group, if the chart has it
 * @param stacks the group's stacks on the page
 */
public record StackGroupView(GroupKey key, Optional<Estimate> share, List<StackCount> stacks) {

    public StackGroupView {
        stacks = List.copyOf(stacks);
    }

    /** How many answers have any of them, provided that no answer has two. */
    public long answers() {
        return stacks.stream().mapToLong(StackCount::answers).sum();
    }

    /** The outer frames of the program that are also part of the key. */
    public List<String> callers() {
        return key.frames().subList(1, key.frames().size());
    }

    /** The groups of one chart in the order of the stacks, in all versions or in one. */
    public static List<StackGroupView> of(Stacks chart, List<StackCount> stacks, Optional<String> version) {
        Map<GroupKey, List<StackCount>> byKey = new LinkedHashMap<>();
        stacks.forEach(stack -> byKey.computeIfAbsent(StackPages.key(stack), any -> new ArrayList<>())
                .add(stack));
        Map<GroupKey, StackGroup> groups = new HashMap<>();
        chart.groups().forEach(group -> groups.put(group.key(), group));
        List<StackGroupView> families = new ArrayList<>();
        byKey.forEach((key, of) -> families.add(new StackGroupView(
                key,
                Optional.ofNullable(groups.get(key))
                        .flatMap(group -> version.isEmpty() ? Optional.of(group.share()) : in(version.get(), group)),
                of)));
        return families;
    }

    private static Optional<Estimate> in(String version, StackGroup group) {
        return group.cells().stream()
                .filter(cell -> cell.by() == Attribute.VERSION && cell.value().equals(version))
                .map(GroupCell::share)
                .findFirst();
    }
}
