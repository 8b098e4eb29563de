package dev.limpid.server.log;

import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleVersion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where each record is, rebuilt from the entries whenever the log is opened. Read by many, written by one. */
final class LogIndex {

    record Place(long index, ModuleRecord record) {}

    private final Map<String, Place> places = new ConcurrentHashMap<>();
    private final Map<ModulePath, List<Place>> modules = new ConcurrentHashMap<>();

    void add(long index, ModuleRecord record) throws CorruptLogException {
        Place place = new Place(index, record);
        Place before = places.putIfAbsent(record.key(), place);
        if (before != null) {
            throw new CorruptLogException(
                    "entries " + before.index() + " and " + index + " are both for " + record.key());
        }
        modules.computeIfAbsent(record.path(), path -> Collections.synchronizedList(new ArrayList<>()))
                .add(place);
    }

    Optional<Place> find(ModulePath path, ModuleVersion version) {
        return Optional.ofNullable(places.get(path + "@" + version));
    }

    /** The records of a module in a tree of this size, in the order of the log. */
    List<Place> versions(ModulePath path, long size) {
        List<Place> all = modules.getOrDefault(path, List.of());
        List<Place> within = new ArrayList<>();
        synchronized (all) {
            for (Place place : all) {
                if (place.index() < size) {
                    within.add(place);
                }
            }
        }
        return within;
    }

    List<ModulePath> modules() {
        return List.copyOf(modules.keySet());
    }
}
