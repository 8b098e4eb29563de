package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.charts.stacks.ObfuscationMapping;
import dev.limpid.charts.triage.MappedStacks;
import dev.limpid.server.file.InputFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Charts as pages show them: stacks of obfuscated releases have the names of their source, by the mappings that the
 * operator put into the collection's folder, {@code <program>@<version>.map}. What is published stays as it is. A
 * mapping that comes or changes holds from the next page on; one that cannot be read is none, and told. Safe for use by
 * many threads: this object's monitor guards what is remembered.
 */
public final class ReadableCharts {

    private static final Logger LOG = LoggerFactory.getLogger(ReadableCharts.class);
    private static final int REMEMBERED = 24;
    private static final String END = ".map";

    /** Folders of a program's name within each other. */
    private static final int DEEPEST = 10;

    private final Path folder;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private final Map<Period, Made> remembered = new LinkedHashMap<>(REMEMBERED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Period, Made> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** A file as it was when it was read. */
    private record Stamp(FileTime written, long bytes) {}

    /** What was made of a set by these files. */
    private record Made(ChartSet of, Map<Path, Stamp> files, ChartSet charts) {
        @SuppressWarnings("ReferenceEquality") // sets are large, and one stays the same until it is published anew
        boolean isOf(ChartSet set, Map<Path, Stamp> now) {
            return of == set && files.equals(now);
        }
    }

    /** By the mappings below this folder, which need not be there. */
    public ReadableCharts(Path folder) {
        this.folder = folder;
    }

    /** The charts with readable names; the same where there is no mapping. */
    ChartSet of(ChartSet set) {
        Map<Path, Stamp> files = files();
        return files.isEmpty() ? set : mapped(set, files);
    }

    private synchronized ChartSet mapped(ChartSet set, Map<Path, Stamp> files) {
        @Nullable Made known = remembered.get(set.period());
        if (known != null && known.isOf(set, files)) {
            return known.charts();
        }
        Map<Path, Optional<ObfuscationMapping>> mappings = new HashMap<>();
        ChartSet charts = MappedStacks.of(set, (program, version) -> {
            Path file = folder.resolve(program + "@" + version + END).normalize();
            return files.containsKey(file) ? mappings.computeIfAbsent(file, ReadableCharts::read) : Optional.empty();
        });
        remembered.put(set.period(), new Made(set, files, charts));
        return charts;
    }

    /** Those that can be seen. */
    private Map<Path, Stamp> files() {
        Map<Path, Stamp> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> below = Files.find(folder, DEEPEST, (file, is) -> isMapping(file))) {
            for (Path file : (Iterable<Path>) below::iterator) {
                BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
                files.put(file.normalize(), new Stamp(is.lastModifiedTime(), is.size()));
            }
        } catch (IOException | UncheckedIOException e) {
            // Pages are there all the same.
            if (told.add(String.valueOf(e.getMessage()))) {
                LOG.error(
                        "stacks may keep the names of an obfuscator: {} cannot be listed: {}", folder, e.getMessage());
            }
        }
        return files;
    }

    private static boolean isMapping(Path file) {
        return file.toString().endsWith(END) && Files.exists(file);
    }

    private static Optional<ObfuscationMapping> read(Path file) {
        try {
            return Optional.of(ObfuscationMapping.parse(InputFile.placed(file)));
        } catch (IOException e) {
            LOG.error("stacks keep the names of an obfuscator: a mapping cannot be read: {}", e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.error("stacks keep the names of an obfuscator: {}: {}", file, e.getMessage());
        }
        return Optional.empty();
    }
}
