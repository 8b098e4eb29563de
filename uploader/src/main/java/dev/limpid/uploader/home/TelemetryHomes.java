package dev.limpid.uploader.home;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.FileNameDecoder;
import dev.limpid.countfile.HomeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the telemetry homes of all collections on this machine. */
public final class TelemetryHomes {

    private final Environment environment;

    /** The homes of this environment. */
    public TelemetryHomes(Environment environment) {
        this.environment = environment;
    }

    /**
     * All collections that have a choice or data on this machine, by name. A home that cannot be read counts as one of
     * them. {@link #hidden} says which folders could not be searched.
     */
    public List<TelemetryHome> all() {
        SortedMap<String, TelemetryHome> homes = new TreeMap<>();
        find(homes);
        return List.copyOf(homes.values());
    }

    /** The folders that may contain homes and cannot be read, each with the reason. */
    public List<String> hidden() {
        return find(new TreeMap<>());
    }

    /** Adds all homes that can be found; returns the folders that cannot be searched. */
    private List<String> find(SortedMap<String, TelemetryHome> homes) {
        List<String> hidden = new ArrayList<>();
        for (Path base : bases()) {
            try {
                for (Path folder : HomeFiles.list(base)) {
                    String name = FileNameDecoder.of(String.valueOf(folder.getFileName()));
                    if (!name.isBlank()) {
                        add(TelemetryHome.of(name, environment), folder, homes);
                    }
                }
            } catch (IOException e) {
                hidden.add(base + " cannot be read (" + e.getClass().getSimpleName() + ")");
            }
        }
        return hidden;
    }

    private static void add(TelemetryHome home, Path folder, SortedMap<String, TelemetryHome> homes) {
        boolean used;
        try {
            used = HomeFiles.isFolder(folder)
                    && (HomeFiles.exists(home.local())
                            || HomeFiles.exists(home.modeFile())
                            || HomeFiles.exists(CollectionFile.path(home)));
        } catch (IOException e) {
            used = true;
        }
        if (used) {
            homes.putIfAbsent(home.collection(), home);
        }
    }

    private List<Path> bases() {
        TelemetryHome sample = TelemetryHome.of("x", environment);
        Path data = parent(sample.folder());
        Path choices = parent(parent(sample.modeFile()));
        return data.equals(choices) ? List.of(data) : List.of(data, choices);
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
