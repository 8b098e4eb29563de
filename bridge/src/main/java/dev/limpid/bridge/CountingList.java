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
 * All entries, as a bridge asks them: where do the measurements of this name and with these tags go? Thread-safe. What cannot be
 * counted is said in a sentence by {@link #refusals}, and where {@code LIMPID_DEBUG} is 1 once on standard error.
 */
public final class CountingList {
    private static final int MOST_REFUSALS = 100;

    private final Map<String, List<Entry>> bySource = new HashMap<>();
    private final Set<String> refusals = new TreeSet<>();

    private record Entry(Listed listed, Map<List<String>, Target> targets) {
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

    /** The entries, counted in buckets that hold their bounds as the bridged library has it. */
    public CountingList(Collection<Listed> entries, Edge edge) {
        for (Listed listed : entries) {
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

    /** Whether anything of this name is listed. */
    public boolean lists(String source) {
        return bySource.containsKey(source);
    }

    /** Whether everything that is listed of this name is counted in buckets. */
    public boolean hasBuckets(String source) {
        return bySource.getOrDefault(source, List.of()).stream()
                .allMatch(entry -> entry.listed().hasBuckets());
    }

    /** What is listed. */
    public Set<String> sources() {
        return new TreeSet<>(bySource.keySet());
    }

    /**
     * Where a measurement goes; nowhere if it is not listed, or a tag has another value than those listed.
     *
     * @param tags gives the value of a tag, or null if there is none of this key
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

    /** Says that something listed cannot be counted. */
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

    /** What is listed and cannot be counted, a sentence each. */
    public List<String> refusals() {
        synchronized (refusals) {
            return List.copyOf(refusals);
        }
    }
}
