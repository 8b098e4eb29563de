package dev.limpid.server.log.tree;

import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The index of each record's entry, rebuilt from the entries whenever the log is opened. Safe for use by many threads:
 * this object's monitor guards its maps.
 */
final class LogIndex {

    record Place(long index, ModuleRecord record) {}

    private final Map<String, Place> places = new HashMap<>();
    private final Map<ModulePath, List<Place>> modules = new HashMap<>();
    private final List<Place> all = new ArrayList<>();

    synchronized void add(long index, ModuleRecord record) throws CorruptLogException {
        Place place = new Place(index, record);
        Place before = places.putIfAbsent(record.key(), place);
        if (before != null) {
            throw new CorruptLogException(
                    "entries " + before.index() + " and " + index + " are both for " + record.key());
        }
        modules.computeIfAbsent(record.path(), path -> new ArrayList<>()).add(place);
        all.add(place);
    }

    synchronized Optional<Place> find(ModulePath path, ModuleVersion version) {
        return Optional.ofNullable(places.get(path + "@" + version));
    }

    /** The last record of a tree of this size. */
    synchronized Optional<Place> last(long size) {
        return size == 0 ? Optional.empty() : Optional.of(all.get((int) (size - 1)));
    }

    /** The records of a module in a tree of this size, in the order of the log. */
    synchronized List<Place> versions(ModulePath path, long size) {
        List<Place> within = new ArrayList<>();
        for (Place place : modules.getOrDefault(path, List.of())) {
            if (place.index() < size) {
                within.add(place);
            }
        }
        return within;
    }
}
