package dev.limpid.uploader.run;

import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.OriginalName;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Finds the telemetry homes of all collections on this machine. */
public final class Homes {

    private final Environment environment;

    /** The homes in these surroundings. */
    public Homes(Environment environment) {
        this.environment = environment;
    }

    /** Every collection of which there is a choice or any data, by name. */
    public List<TelemetryHome> all() throws IOException {
        TelemetryHome sample = TelemetryHome.of("x", environment);
        SortedMap<String, TelemetryHome> homes = new TreeMap<>();
        for (Path base : List.of(parent(sample.folder()), parent(parent(sample.modeFile())))) {
            for (Path folder : folders(base)) {
                String name = OriginalName.of(String.valueOf(folder.getFileName()));
                if (name.isBlank()) {
                    continue;
                }
                TelemetryHome home = TelemetryHome.of(name, environment);
                if (Files.isDirectory(home.local()) || Files.exists(home.modeFile())) {
                    homes.putIfAbsent(home.collection(), home);
                }
            }
        }
        return List.copyOf(homes.values());
    }

    private static List<Path> folders(Path base) throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(base)) {
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(base, Files::isDirectory)) {
                entries.forEach(folders::add);
            }
        }
        return folders;
    }

    private static Path parent(Path path) {
        Path parent = path.toAbsolutePath().getParent();
        return parent == null ? path.toAbsolutePath() : parent;
    }
}
