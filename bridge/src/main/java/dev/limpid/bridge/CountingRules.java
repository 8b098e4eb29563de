package dev.limpid.bridge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All rules of a bridge: find the targets for measurements with a name and tags. Rules that cannot be applied are
 * reported by {@link #refusals}, and, if {@code LIMPID_DEBUG} is 1, once on standard error. Safe for use by many
 * threads: the rules do not change, and the refusals' own monitor guards them.
 */
public final class CountingRules {
    private static final int MOST_REFUSALS = 100;

    private final Map<String, List<Entry>> bySource = new HashMap<>();
    private final Set<String> refusals = new TreeSet<>();

    private record Entry(CountingRule listed, Map<List<String>, Target> targets) {
        @Nullable
        Target target(Function<String, @Nullable String> tags) {
            List<String> values = new ArrayList<>(listed.tags().size());
            for (String key : listed.tags().keySet()) {
                String value = tags.apply(key);
                if (value == null) {
                    return null;
                }
                values.add(value);
            }
            return targets.get(values);
        }
    }

    /** The rules, with buckets whose upper bounds are exclusive or inclusive, as in the bridged library. */
    public CountingRules(Collection<CountingRule> entries, BoundInclusion edge) {
        for (CountingRule listed : entries) {
            Map<String, Target> byName = new HashMap<>();
            Map<List<String>, Target> targets = new HashMap<>();
            for (List<String> values : listed.combinations()) {
                targets.put(
                        values,
                        byName.computeIfAbsent(listed.name(values), name -> new Target(name, listed.bounds(), edge)));
            }
            bySource.computeIfAbsent(listed.source(), source -> new ArrayList<>())
                    .add(new Entry(listed, targets));
        }
    }

    /** Whether a rule has this source. */
    public boolean isListed(String source) {
        return bySource.containsKey(source);
    }

    /** Whether all rules with this source count in buckets. */
    public boolean hasBuckets(String source) {
        return bySource.getOrDefault(source, List.of()).stream()
                .allMatch(entry -> entry.listed().hasBuckets());
    }

    /** The sources of all rules. */
    public Set<String> sources() {
        return new TreeSet<>(bySource.keySet());
    }

    /**
     * The targets of a measurement; empty if it is not listed, or a tag has a value that is not listed.
     *
     * @param tags returns the value of a tag, or null if there is no such tag
     */
    public List<Target> targets(String source, Function<String, @Nullable String> tags) {
        List<Entry> entries = bySource.getOrDefault(source, List.of());
        List<Target> targets = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            Target target = entry.target(tags);
            if (target != null) {
                targets.add(target);
            }
        }
        return targets;
    }

    /** Reports that a rule cannot be applied. */
    public void refuse(String sentence) {
        synchronized (refusals) {
            if (refusals.size() >= MOST_REFUSALS || !refusals.add(sentence)) {
                return;
            }
        }
        if ("1".equals(System.getenv("LIMPID_DEBUG"))) {
            System.err.println("limpid: not counted: " + sentence);
        }
    }

    /** The rules that cannot be applied, one sentence each. */
    public List<String> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }
}
