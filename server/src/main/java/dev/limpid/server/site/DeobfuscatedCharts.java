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
 * Charts as pages show them: stacks of obfuscated releases get their source names back, by the mappings
 * {@code <program>@<version>.map} that the operator put into the collection's folder. The published charts do not
 * change. A new or changed mapping applies from the next page on; one that cannot be read is logged and ignored. Safe
 * for use by many threads: this object's monitor guards the cache.
 */
public final class DeobfuscatedCharts {

    private static final Logger LOG = LoggerFactory.getLogger(DeobfuscatedCharts.class);
    private static final int CACHED = 24;
    private static final String END = ".map";

    /** The most nested folders in a program's name. */
    private static final int DEEPEST = 10;

    private final Path folder;
    private final Set<String> reported = ConcurrentHashMap.newKeySet();
    private final Map<Period, MappedCharts> cache = new LinkedHashMap<>(CACHED, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Period, MappedCharts> eldest) {
            return size() > CACHED;
        }
    };

    /** The version of a file that was read. */
    private record Stamp(FileTime written, long bytes) {}

    /** The charts that were made from a set with these mappings. */
    private record MappedCharts(ChartSet of, Map<Path, Stamp> files, ChartSet charts) {
        @SuppressWarnings("ReferenceEquality") // sets are large, and a cached one stays the same object
        boolean isOf(ChartSet set, Map<Path, Stamp> now) {
            return of == set && files.equals(now);
        }
    }

    /** Uses the mappings below this folder, which need not exist. */
    public DeobfuscatedCharts(Path folder) {
        this.folder = folder;
    }

    /** The charts with readable names; unchanged if there is no mapping. */
    ChartSet of(ChartSet set) {
        Map<Path, Stamp> files = files();
        return files.isEmpty() ? set : mapped(set, files);
    }

    private synchronized ChartSet mapped(ChartSet set, Map<Path, Stamp> files) {
        @Nullable MappedCharts known = cache.get(set.period());
        if (known != null && known.isOf(set, files)) {
            return known.charts();
        }
        Map<Path, Optional<ObfuscationMapping>> mappings = new HashMap<>();
        ChartSet charts = MappedStacks.of(set, (program, version) -> {
            Path file = folder.resolve(program + "@" + version + END).normalize();
            return files.containsKey(file)
                    ? mappings.computeIfAbsent(file, DeobfuscatedCharts::read)
                    : Optional.empty();
        });
        cache.put(set.period(), new MappedCharts(set, files, charts));
        return charts;
    }

    /** The mappings that can be read. */
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
            // Pages are served nevertheless.
            if (reported.add(String.valueOf(e.getMessage()))) {
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
            return Optional.of(ObfuscationMapping.parse(InputFile.readConfiguredFile(file)));
        } catch (IOException e) {
            LOG.error("stacks keep the names of an obfuscator: a mapping cannot be read: {}", e.getMessage());
        } catch (IllegalArgumentException e) {
            LOG.error("stacks keep the names of an obfuscator: {}: {}", file, e.getMessage());
        }
        return Optional.empty();
    }
}
