package dev.limpid.program;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The counters that compiled classes make.
 *
 * @param counters by name, each with the place that makes it
 * @param stacks by prefix, each with the place that makes it
 * @param unnamed places that make a counter with a name known only at run time
 */
record CounterInventory(SortedMap<String, String> counters, SortedMap<String, String> stacks, List<String> unnamed) {

    CounterInventory {
        counters = new TreeMap<>(counters);
        stacks = new TreeMap<>(stacks);
        unnamed = List.copyOf(unnamed);
    }
}
