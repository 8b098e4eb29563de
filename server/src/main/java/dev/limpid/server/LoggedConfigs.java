package dev.limpid.server;

import dev.limpid.charts.MarginText;
import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.config.MalformedConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfigCodec;
import dev.limpid.server.intake.ConfigSource;
import dev.limpid.server.intake.ConfigVersion;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.ModuleTime;
import dev.limpid.server.publish.Decided;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configurations that the log holds. What is in the log never changes, so what was read once is remembered. */
final class LoggedConfigs implements ConfigSource {

    static final String CONFIG_FILE = "config.json";
    static final String CHARTS_FILE = "charts.txt";
    static final String MARGINS_FILE = "margins.txt";

    private static final Logger LOG = LoggerFactory.getLogger(LoggedConfigs.class);

    private final CollectionLog log;
    private final Map<ConfigVersion, Instant> times = new ConcurrentHashMap<>();

    LoggedConfigs(CollectionLog log) {
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

    @Override
    public Optional<CollectionConfig> load(ConfigVersion version) throws IOException {
        byte[] json = file(version, CONFIG_FILE);
        try {
            return Optional.of(CollectionConfigCodec.read(json, version.text()));
        } catch (MalformedConfigException e) {
            throw new IOException(log.configModule() + "@" + version + ": " + e.getMessage(), e);
        }
    }

    /**
     * What charts are drawn from: the newest version's charts, under every configuration that was not revoked. An old one
     * that cannot be read is told in the server's log; answers that name it are not counted, and all others are.
     *
     * @throws IOException if the newest cannot be read
     */
    Decided decided() throws IOException {
        List<CollectionConfig> configs = new ArrayList<>();
        SortedMap<ConfigVersion, Instant> versions = versions();
        for (ConfigVersion version : versions.keySet()) {
            try {
                load(version).ifPresent(configs::add);
            } catch (IOException e) {
                if (version.equals(versions.lastKey())) {
                    throw e;
                }
                LOG.error(
                        "answers that name an old configuration are not counted, since it cannot be read: {}",
                        e.getMessage());
            }
        }
        if (configs.isEmpty()) {
            throw new IOException("no configuration is published yet, expected one before charts are drawn");
        }
        CollectionConfig newest = configs.get(configs.size() - 1);
        configs.removeIf(config -> newest.isRevoked(config.version()));
        ConfigVersion version = new ConfigVersion(newest.version());
        try {
            return new Decided(
                    newest.version(), charts(version), configs, MarginText.parse(MARGINS_FILE, margins(version)));
        } catch (IllegalArgumentException e) {
            throw new IOException(log.configModule() + "@" + version + ": " + e.getMessage(), e);
        }
    }

    @Override
    public List<Chart> charts(ConfigVersion version) throws IOException {
        return charts(log.configModule() + "@" + version, file(version, CHARTS_FILE));
    }

    /** Charts as they lie in a module. */
    static List<Chart> charts(String module, byte[] text) throws IOException {
        try {
            return ChartConfig.parse(CHARTS_FILE, new String(text, StandardCharsets.UTF_8));
        } catch (ChartConfigException e) {
            throw new IOException(module + ": " + e.getMessage(), e);
        }
    }

    /** What a version says is known from elsewhere about who uses the programs; commonly nothing. */
    String margins(ConfigVersion version) throws IOException {
        byte[] margins = log.config()
                .module(log.configModule(), moduleVersion(version))
                .files()
                .get(MARGINS_FILE);
        return margins == null ? "" : new String(margins, StandardCharsets.UTF_8);
    }

    /** The charts of a version as they were decided. */
    String chartsText(ConfigVersion version) throws IOException {
        return new String(file(version, CHARTS_FILE), StandardCharsets.UTF_8);
    }

    private byte[] file(ConfigVersion version, String name) throws IOException {
        ModulePath module = log.configModule();
        byte[] bytes =
                log.config().module(module, moduleVersion(version)).files().get(name);
        if (bytes == null) {
            throw new IOException(module + "@" + version + " has no file " + name + ", expected one");
        }
        return bytes;
    }

    private Instant time(ConfigVersion version, ModuleVersion published) throws IOException {
        Instant known = times.get(version);
        if (known == null) {
            known = time(log.config().info(log.configModule(), published), version);
            times.put(version, known);
        }
        return known;
    }

    static Instant time(byte[] info, ConfigVersion version) throws IOException {
        return ModuleTime.read(info, version.text());
    }

    static ModuleVersion moduleVersion(ConfigVersion version) {
        try {
            return ModuleVersion.parse(version.text());
        } catch (LogFormatException e) {
            throw new IllegalStateException("every version of a configuration is one of a module", e);
        }
    }
}
