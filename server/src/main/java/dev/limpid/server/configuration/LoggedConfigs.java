package dev.limpid.server.configuration;

import dev.limpid.charts.plan.MarginText;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.log.ModuleTime;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.tlog.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The configurations in a collection's log, for intake, publication and site. The log never changes what it contains,
 * so configurations for drawing and pages are read once. An old configuration that cannot be read is reported once in
 * the server's log and skipped: answers that name it are not counted, and no page shows it; all others stay in use.
 * Safe for use by many threads: its maps are concurrent, and two threads that read the same configuration get the same
 * result.
 */
public final class LoggedConfigs implements ConfigCatalog, ChartInputs.Source {

    private static final Logger LOG = LoggerFactory.getLogger(LoggedConfigs.class);

    private final PublishedLog log;
    private final Map<ConfigVersion, Instant> times = new ConcurrentHashMap<>();
    private final Map<ConfigVersion, CollectionConfig> known = new ConcurrentHashMap<>();
    private final Set<ConfigVersion> reported = ConcurrentHashMap.newKeySet();

    /** The configurations of this log, including those that are added later. */
    public LoggedConfigs(PublishedLog log) {
        this.log = log;
    }

    @Override
    public SortedMap<ConfigVersion, Instant> versions() throws IOException {
        SortedMap<ConfigVersion, Instant> versions = new TreeMap<>();
        for (ModuleVersion published : log.config().versions(log.configModule())) {
            Optional<ConfigVersion> version = ConfigVersion.parse(published.toString());
            if (version.isPresent()) {
                versions.put(version.get(), time(version.get(), published));
            }
        }
        return versions;
    }

    /** Reads the log each time, so that the caller notices when a configuration can no longer be read. */
    @Override
    public Optional<CollectionConfig> load(ConfigVersion version) throws IOException {
        return Optional.of(
                ConfigModuleReader.config(name(version), version, file(version, ConfigModuleReader.CONFIG_FILE)));
    }

    private CollectionConfig known(ConfigVersion version) throws IOException {
        CollectionConfig config = known.get(version);
        if (config == null) {
            config = load(version).orElseThrow();
            known.put(version, config);
        }
        return config;
    }

    @Override
    public List<Chart> charts(ConfigVersion version) throws IOException {
        return ConfigModuleReader.charts(name(version), file(version, ConfigModuleReader.CHARTS_FILE));
    }

    /**
     * All readable configurations, oldest version first.
     *
     * @throws IOException if the newest cannot be read
     */
    public List<CollectionConfig> readable() throws IOException {
        return readable(versions(), this::known);
    }

    /**
     * The charts of each version that can be read.
     *
     * @throws IOException if those of the newest cannot be read
     */
    public Map<String, List<Chart>> readableCharts() throws IOException {
        Map<String, List<Chart>> charts = new HashMap<>();
        readable(versions(), version -> charts.put(version.text(), charts(version)));
        return charts;
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(ConfigVersion version) throws IOException;
    }

    private <T> List<T> readable(SortedMap<ConfigVersion, Instant> versions, Reader<T> reader) throws IOException {
        List<T> all = new ArrayList<>();
        for (ConfigVersion version : versions.keySet()) {
            try {
                all.add(reader.read(version));
            } catch (IOException e) {
                if (version.equals(versions.lastKey())) {
                    throw e;
                }
                if (reported.add(version)) {
                    LOG.error(
                            "an old configuration cannot be read, so answers that name it are not counted and no page"
                                    + " shows it: {}",
                            e.getMessage());
                }
            }
        }
        return all;
    }

    /**
     * The inputs of charts: the newest version's charts, and every configuration that was not revoked.
     *
     * @throws IOException if the newest cannot be read
     */
    @Override
    public ChartInputs decided() throws IOException {
        List<CollectionConfig> configs = new ArrayList<>(readable());
        if (configs.isEmpty()) {
            throw new IOException("no configuration is published yet, expected one before charts are drawn");
        }
        CollectionConfig newest = configs.get(configs.size() - 1);
        configs.removeIf(config -> newest.isRevoked(config.version()));
        ConfigVersion version = new ConfigVersion(newest.version());
        try {
            return new ChartInputs(
                    newest.version(),
                    charts(version),
                    configs,
                    MarginText.parse(ConfigModuleReader.MARGINS_FILE, margins(version)));
        } catch (IllegalArgumentException e) {
            throw new IOException(name(version) + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<String> revoked() throws IOException {
        SortedMap<ConfigVersion, Instant> versions = versions();
        return versions.isEmpty()
                ? List.of()
                : load(versions.lastKey()).map(CollectionConfig::revoked).orElse(List.of());
    }

    /** The known shares of the programs' users that a version contains; usually none. */
    String margins(ConfigVersion version) throws IOException {
        byte[] margins = files(version).get(ConfigModuleReader.MARGINS_FILE);
        return margins == null ? "" : new String(margins, StandardCharsets.UTF_8);
    }

    /** The text of a version's charts, as it was decided. */
    String chartsText(ConfigVersion version) throws IOException {
        return new String(file(version, ConfigModuleReader.CHARTS_FILE), StandardCharsets.UTF_8);
    }

    private byte[] file(ConfigVersion version, String name) throws IOException {
        Map<String, byte[]> files = files(version);
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new IOException(
                    name(version) + " has the files " + files.keySet() + ", expected " + name + " among them");
        }
        return bytes;
    }

    private Map<String, byte[]> files(ConfigVersion version) throws IOException {
        return log.config()
                .module(log.configModule(), ConfigModuleReader.moduleVersion(version))
                .files();
    }

    private String name(ConfigVersion version) {
        return log.configModule() + "@" + version;
    }

    private Instant time(ConfigVersion version, ModuleVersion published) throws IOException {
        Instant time = times.get(version);
        if (time == null) {
            time = ModuleTime.read(log.config().info(log.configModule(), published), version.text());
            times.put(version, time);
        }
        return time;
    }
}
