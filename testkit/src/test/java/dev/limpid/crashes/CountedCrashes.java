package dev.limpid.crashes;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.CountedWeek;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What programs of {@link Crashing} counted. */
final class CountedCrashes {
    private CountedCrashes() {}

    static TelemetryHome home(Path dir) {
        return TelemetryHome.at(Crashing.COLLECTION, dir.resolve(Crashing.COLLECTION));
    }

    /** Everything that was counted below this folder, by name. */
    static SortedMap<String, Long> in(Path dir) throws IOException {
        SortedMap<String, Long> counts = new TreeMap<>();
        for (CountedWeek week : CountedWeek.in(home(dir))) {
            week.read().counts().forEach((name, count) -> counts.merge(name, count, Long::sum));
        }
        return counts;
    }

    /** The stacks under this name. */
    static SortedMap<String, Long> stacks(Path dir, String name) throws IOException {
        return in(dir).subMap(name + "\n", name + "\n\uffff");
    }

    /** The frames of the only stack with this name, one per line. */
    static List<String> onlyStack(Path dir, String name) throws IOException {
        SortedMap<String, Long> stacks = stacks(dir, name);
        if (stacks.size() != 1 || !stacks.containsValue(1L)) {
            throw new IOException("expected one stack " + name + ", found " + stacks);
        }
        return List.of(stacks.firstKey().substring(name.length() + 1).split("\n", -1));
    }
}
