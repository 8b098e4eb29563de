package dev.limpid.protocol.question;

import java.util.AbstractList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A list of distinct names in a given order, with a fast {@code contains}: a hostile answer can have as many names as
 * fit into a megabyte, and each is looked up. Immutable; equal to every list of the same names.
 */
final class DistinctNames extends AbstractList<String> implements RandomAccess {

    private final List<String> names;
    private final Set<String> known;

    /** @throws IllegalArgumentException if there is no name, or one appears twice */
    DistinctNames(List<String> names) {
        this.names = List.copyOf(names);
        this.known = new LinkedHashSet<>(this.names);
        if (known.isEmpty() || known.size() != this.names.size()) {
            throw new IllegalArgumentException("found the counters " + names + ", expected one or more, each once");
        }
    }

    @Override
    public String get(int index) {
        return names.get(index);
    }

    @Override
    public int size() {
        return names.size();
    }

    @Override
    public boolean contains(@Nullable Object name) {
        return known.contains(name);
    }
}
