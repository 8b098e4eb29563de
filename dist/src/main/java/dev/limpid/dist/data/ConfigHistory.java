package dev.limpid.dist.data;

import dev.limpid.charts.plan.Margin;
import dev.limpid.charts.plan.MarginText;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import dev.limpid.server.configuration.ChartInputs;
import dev.limpid.server.file.InputFile;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The configurations of a collection with their charts, in the order in which they were decided. For one thread at a time.
 */
final class ConfigHistory {

    private record ConfigWithCharts(CollectionConfig config, List<Chart> charts, List<Margin> margins) {}

    private final List<ConfigWithCharts> configs = new ArrayList<>();

    /** Reads the configurations from the log's modules. */
    static ConfigHistory ofModules(List<ModuleZip> modules) throws IOException {
        ConfigHistory decided = new ConfigHistory();
        for (ModuleZip module : modules) {
            String name = module.path() + "@" + module.version();
            byte[] config = module.files().get("config.json");
            byte[] charts = module.files().get("charts.txt");
            if (config == null || charts == null) {
                throw new IOException(name + " lacks config.json or charts.txt");
            }
            byte[] margins = module.files().getOrDefault("margins.txt", new byte[0]);
            decided.add(name, config, charts, margins, module.version().toString());
        }
        return decided;
    }

    /** Reads module zips as a module proxy serves them: the paths inside contain the module and the version. */
    static ConfigHistory ofFiles(List<Path> files) throws IOException {
        List<ModuleZip> modules = new ArrayList<>();
        for (Path file : files) {
            modules.add(zip(file));
        }
        modules.sort((a, b) -> a.version().compareTo(b.version()));
        return ofModules(modules);
    }

    private static ModuleZip zip(Path file) throws IOException {
        byte[] bytes = InputFile.bytes(file);
        try (java.util.zip.ZipFile names = new java.util.zip.ZipFile(file.toFile())) {
            String first = names.stream()
                    .map(java.util.zip.ZipEntry::getName)
                    .findFirst()
                    .orElse("");
            int at = first.indexOf('@');
            int end = first.indexOf('/', Math.max(at, 0));
            if (at < 0 || end < 0) {
                throw new IOException(
                        file + " contains " + first + ", expected names such as collection/config@v1.0.0/config.json");
            }
            return ModuleZip.read(
                    ModulePath.parse(first.substring(0, at)), ModuleVersion.parse(first.substring(at + 1, end)), bytes);
        } catch (LogFormatException | java.util.zip.ZipException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    private void add(String name, byte[] config, byte[] charts, byte[] margins, String version) throws IOException {
        try {
            configs.add(new ConfigWithCharts(
                    CollectionConfigCodec.read(config, version),
                    ChartConfig.parse("charts.txt", new String(charts, StandardCharsets.UTF_8)),
                    MarginText.parse("margins.txt", new String(margins, StandardCharsets.UTF_8))));
        } catch (MalformedCollectionConfigException | ChartConfigException | IllegalArgumentException e) {
            throw new IOException(name + ": " + e.getMessage(), e);
        }
    }

    /** The inputs that applied when this version was the newest: its charts, and the configurations up to it. */
    ChartInputs at(String version) throws IOException {
        List<CollectionConfig> until = new ArrayList<>();
        for (ConfigWithCharts one : configs) {
            until.add(one.config());
            if (one.config().version().equals(version)) {
                until.removeIf(config -> one.config().isRevoked(config.version()));
                return new ChartInputs(version, one.charts(), until, one.margins());
            }
        }
        throw new IOException("there is no configuration " + version + " among the " + configs.size() + " known");
    }

    /** All configurations, including those that were revoked later. */
    List<CollectionConfig> all() {
        return configs.stream().map(ConfigWithCharts::config).toList();
    }

    /** The current inputs, if there are any configurations. */
    Optional<ChartInputs> newest() throws IOException {
        return configs.isEmpty()
                ? Optional.empty()
                : Optional.of(at(configs.get(configs.size() - 1).config().version()));
    }
}
