package dev.limpid.charts.triage;

import dev.limpid.charts.ChartResult;
import dev.limpid.charts.ChartResult.GroupCell;
import dev.limpid.charts.ChartResult.StackCount;
import dev.limpid.charts.ChartResult.StackGroup;
import dev.limpid.charts.ChartResult.StackVersion;
import dev.limpid.charts.ChartResult.Stacks;
import dev.limpid.charts.ChartSet;
import dev.limpid.charts.ChartSet.ProgramCharts;
import dev.limpid.charts.Estimate;
import dev.limpid.charts.stacks.GroupKey;
import dev.limpid.charts.stacks.ObfuscationMapping;
import dev.limpid.protocol.answer.Attribute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;

/**
 * Restores the source's names in a chart's stacks of obfuscated releases, and groups the stacks again: an obfuscator
 * gives a method another name in each release, so published charts have a group for each release. Charts that do not
 * distinguish versions stay as they are. Groups that become one are added up. A machine may be in several of them, so
 * their sum is the upper bound, and the largest of them is the lower bound. For one thread at a time.
 */
public final class MappedStacks {

    private final Function<String, Optional<ObfuscationMapping>> mappings;

    /** The new key of a group in a version, according to its most common stack there. */
    private final Map<GroupKey, Map<String, GroupKey>> keys = new HashMap<>();

    private MappedStacks(Function<String, Optional<ObfuscationMapping>> mappings) {
        this.mappings = mappings;
    }

    /**
     * Restores the source's names in all stack charts of a set.
     *
     * @param mappings the mapping of a program's version, if it was obfuscated
     */
    public static ChartSet of(ChartSet set, BiFunction<String, String, Optional<ObfuscationMapping>> mappings) {
        List<ProgramCharts> programs = set.programs().stream()
                .map(program -> new ProgramCharts(
                        program.program(),
                        program.answers(),
                        program.installations(),
                        program.charts().stream()
                                .<ChartResult>map(chart -> chart instanceof Stacks stacks
                                        ? of(stacks, version -> mappings.apply(program.program(), version))
                                        : chart)
                                .toList()))
                .toList();
        return new ChartSet(
                set.collection(), set.config(), set.period(), set.answers(), set.weeks(), programs, set.notes());
    }

    /**
     * Restores the source's names in a chart.
     *
     * @param mappings the mapping of a version, if it was obfuscated
     */
    public static Stacks of(Stacks chart, Function<String, Optional<ObfuscationMapping>> mappings) {
        MappedStacks mapped = new MappedStacks(mappings);
        List<StackCount> stacks = mapped.stacks(chart.stacks());
        return new Stacks(
                chart.title(),
                chart.basis(),
                chart.installations(),
                stacks,
                mapped.groups(chart.groups()),
                chart.distinct(),
                chart.sampled(),
                chart.leftOut(),
                chart.splits(),
                chart.trend(),
                chart.notes());
    }

    private List<StackCount> stacks(List<StackCount> stacks) {
        Map<List<String>, StackCount> all = new LinkedHashMap<>();
        for (StackCount stack : stacks) {
            Map<List<String>, List<StackVersion>> parts = new LinkedHashMap<>();
            for (StackVersion version : stack.versions()) {
                List<String> frames = frames(stack.frames(), version.version());
                parts.computeIfAbsent(frames, any -> new ArrayList<>()).add(version);
                keys.computeIfAbsent(GroupKey.of(stack.frames()), any -> new HashMap<>())
                        .putIfAbsent(version.version(), GroupKey.of(frames));
            }
            if (parts.isEmpty()) {
                all.merge(stack.frames(), stack, MappedStacks::sum);
            }
            parts.forEach((frames, versions) -> all.merge(
                    frames,
                    parts.size() == 1
                            ? new StackCount(frames, stack.answers(), stack.events(), stack.share(), versions)
                            : part(frames, versions),
                    MappedStacks::sum));
        }
        List<StackCount> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingDouble((StackCount one) -> -one.share().value()));
        return sorted;
    }

    private List<String> frames(List<String> frames, String version) {
        return mappings.apply(version).map(one -> one.stack(frames)).orElse(frames);
    }

    private static StackCount part(List<String> frames, List<StackVersion> versions) {
        return versions.stream()
                .map(one -> new StackCount(frames, one.answers(), one.events(), one.share(), List.of(one)))
                .reduce(MappedStacks::sum)
                .orElseThrow();
    }

    private static StackCount sum(StackCount a, StackCount b) {
        return new StackCount(
                a.frames(),
                a.answers() + b.answers(),
                a.events() + b.events(),
                sum(a.share(), b.share(), 1),
                merged(
                        a.versions(),
                        b.versions(),
                        StackVersion::version,
                        (x, y) -> new StackVersion(
                                x.version(),
                                x.answers() + y.answers(),
                                x.events() + y.events(),
                                sum(x.share(), y.share(), 1))));
    }

    private List<StackGroup> groups(List<StackGroup> groups) {
        Map<GroupKey, StackGroup> all = new LinkedHashMap<>();
        for (StackGroup group : groups) {
            Map<GroupKey, List<GroupCell>> parts = new LinkedHashMap<>();
            for (GroupCell cell : group.cells()) {
                if (cell.by() == Attribute.VERSION) {
                    parts.computeIfAbsent(key(group.key(), cell.value()), any -> new ArrayList<>())
                            .add(cell);
                }
            }
            if (parts.isEmpty()) {
                all.merge(group.key(), group, MappedStacks::sum);
            }
            parts.forEach((key, cells) -> all.merge(
                    key, parts.size() == 1 ? renamed(group, key) : part(group, key, cells), MappedStacks::sum));
        }
        List<StackGroup> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingDouble((StackGroup one) -> -one.share().value()));
        return sorted;
    }

    /** The key of a group in a version. If none of the group's stacks is listed, its own key is mapped. */
    private GroupKey key(GroupKey key, String version) {
        GroupKey known = keys.getOrDefault(key, Map.of()).get(version);
        return known != null
                ? known
                : mappings.apply(version).map(mapping -> mapped(key, mapping)).orElse(key);
    }

    private static GroupKey mapped(GroupKey key, ObfuscationMapping mapping) {
        return GroupKey.of(mapping.stack(
                key.frames().stream().map(symbol -> symbol + ":=0").toList()));
    }

    private static StackGroup renamed(StackGroup group, GroupKey key) {
        return new StackGroup(
                key,
                group.stacks(),
                group.answers(),
                group.events(),
                group.share(),
                group.installations(),
                group.cells());
    }

    /**
     * The part of a group that is in some versions: an obfuscated name means different methods in different versions.
     */
    private static StackGroup part(StackGroup group, GroupKey key, List<GroupCell> versions) {
        Estimate share = versions.stream()
                .map(GroupCell::share)
                .reduce((a, b) -> sum(a, b, 1))
                .orElseThrow();
        double part = group.share().value() == 0
                ? 0
                : Math.min(1, share.value() / group.share().value());
        List<GroupCell> cells = new ArrayList<>(versions);
        group.cells().stream().filter(cell -> cell.by() != Attribute.VERSION).forEach(cells::add);
        return new StackGroup(
                key,
                group.stacks(),
                versions.stream().mapToLong(GroupCell::answers).sum(),
                versions.stream().mapToLong(GroupCell::events).sum(),
                share,
                times(group.installations(), part),
                cells);
    }

    private static StackGroup sum(StackGroup a, StackGroup b) {
        return new StackGroup(
                a.key(),
                a.stacks() + b.stacks(),
                a.answers() + b.answers(),
                a.events() + b.events(),
                sum(a.share(), b.share(), 1),
                sum(a.installations(), b.installations(), Double.MAX_VALUE),
                merged(
                        a.cells(),
                        b.cells(),
                        cell -> cell.by() + " " + cell.value(),
                        (x, y) -> new GroupCell(
                                x.by(),
                                x.value(),
                                x.answers() + y.answers(),
                                x.events() + y.events(),
                                sum(x.share(), y.share(), 1))));
    }

    private static <T> List<T> merged(List<T> a, List<T> b, Function<T, String> name, BinaryOperator<T> sum) {
        Map<String, T> all = new LinkedHashMap<>();
        a.forEach(one -> all.merge(name.apply(one), one, sum));
        b.forEach(one -> all.merge(name.apply(one), one, sum));
        return List.copyOf(all.values());
    }

    private static Estimate sum(Estimate a, Estimate b, double most) {
        double value = Math.min(most, a.value() + b.value());
        return a.hasInterval() && b.hasInterval()
                ? new Estimate(
                        value,
                        Math.min(value, Math.max(a.low(), b.low())),
                        Math.max(value, Math.min(most, a.high() + b.high())))
                : Estimate.withoutInterval(value);
    }

    private static Estimate times(Estimate of, double part) {
        return of.hasInterval()
                ? new Estimate(of.value() * part, of.low() * part, of.high() * part)
                : Estimate.withoutInterval(of.value() * part);
    }
}
