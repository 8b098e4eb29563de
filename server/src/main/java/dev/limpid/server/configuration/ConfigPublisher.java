package dev.limpid.server.configuration;

import dev.limpid.charts.plan.MarginText;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.config.ChartConfig;
import dev.limpid.protocol.config.ChartConfigException;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.question.generate.CollectionConfigGenerator;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.server.file.InputFile;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.serve.LogResource;
import dev.limpid.server.log.tree.RefusedAppendException;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Publishes a configuration, the only way in which one reaches clients: charts, generator, module, log. */
public final class ConfigPublisher {

    /**
     * A client reads the whole configuration, and the server keeps several versions in memory; no collection needs more
     * names.
     */
    static final int MOST_NAMES = 100_000;

    private final CollectionLog log;
    private final LoggedConfigs configs;
    private final Clock clock;
    private final Path margins;
    private final RevokedVersions revoked;
    private final RelaySource relays;

    /** The relays that answers take from now on. */
    @FunctionalInterface
    public interface RelaySource {
        Optional<Relays> now() throws IOException;
    }

    /**
     * @param margins a file of known shares of the programs' users; it may be missing
     * @param revoked what the operator revoked
     */
    public ConfigPublisher(
            CollectionLog log,
            LoggedConfigs configs,
            Clock clock,
            Path margins,
            RevokedVersions revoked,
            RelaySource relays) {
        this.log = log;
        this.configs = configs;
        this.clock = clock;
        this.margins = margins;
        this.revoked = revoked;
        this.relays = relays;
    }

    /**
     * Appends the configuration of these charts, if it differs from the newest, and publishes it unless witnesses are
     * missing.
     */
    public CollectionConfig publish(String fileName, String charts, Releases releases, Participation participation)
            throws IOException, ChartConfigException, RefusedConfigException {
        List<Chart> decided = ChartConfig.parse(fileName, charts);
        requireDiscussions(decided);
        Optional<ConfigVersion> newest = newest();
        Optional<CollectionConfig> before = newest.isPresent() ? configs.load(newest.get()) : Optional.empty();
        ConfigVersion next = newest.map(ConfigPublisher::after).orElse(new ConfigVersion("v1.0.0"));
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<String> gone = revoked(before);
        ChartRates rates = new ChartRates(participation, sound(before, gone));
        CollectionConfig config = generate(
                        new CollectionConfigGenerator(Platforms.all(), releases, rates::of, rates.fetchRate(decided)),
                        next,
                        decided,
                        today)
                .withRevoked(gone)
                .withRelays(relays.now());
        boolean sameCharts = newest.isPresent()
                && configs.chartsText(newest.get()).equals(charts)
                && configs.margins(newest.get()).equals(margins());
        if (before.isPresent() && config.withVersion("").equals(before.get().withVersion("")) && sameCharts) {
            if (log.config().unpublishedEntries() > 0) {
                log.config().publish();
            }
            publishForGo(before.get());
            return before.get();
        }
        return append(config.withVersion(next.text()), charts);
    }

    /**
     * Appends the newest configuration that is not revoked, if the operator revoked any version since. It needs only
     * the log: a revocation does not wait for charts that are being edited, or for an unreachable repository.
     */
    public Optional<CollectionConfig> revoke() throws IOException, RefusedConfigException {
        Optional<ConfigVersion> newest = newest();
        if (newest.isEmpty()) {
            return Optional.empty();
        }
        CollectionConfig before = configs.load(newest.get()).orElseThrow();
        List<String> gone = revoked(Optional.of(before));
        if (gone.equals(before.revoked())) {
            return Optional.empty();
        }
        CollectionConfig base = sound(Optional.of(before), gone)
                .orElseGet(() -> new CollectionConfig(
                        before.version(), before.os(), before.arch(), before.runtime(), before.fetchRate(), List.of()));
        ConfigVersion from = new ConfigVersion(base.version());
        String charts = base.programs().isEmpty() ? "" : configs.chartsText(from);
        CollectionConfig next = base.withRevoked(gone)
                .withRelays(relays.now())
                .withVersion(after(newest.get()).text());
        return Optional.of(append(next, charts, configs.margins(from)));
    }

    private static CollectionConfig generate(
            CollectionConfigGenerator generator, ConfigVersion version, List<Chart> charts, LocalDate today)
            throws RefusedConfigException {
        try {
            return generator.generate(version.text(), charts, today, Optional.empty());
        } catch (IllegalArgumentException e) {
            throw new RefusedConfigException("the charts make no configuration: " + e.getMessage());
        }
    }

    /** The versions revoked so far, and those that the operator has revoked since, if they exist. */
    private List<String> revoked(Optional<CollectionConfig> before) throws IOException {
        Set<ConfigVersion> versions = new TreeSet<>();
        for (String version : before.map(CollectionConfig::revoked).orElse(List.of())) {
            ConfigVersion.parse(version).ifPresent(versions::add);
        }
        Set<ConfigVersion> published = configs.versions().keySet();
        for (ConfigVersion version : revoked.read()) {
            if (published.contains(version)) {
                versions.add(version);
            }
        }
        return versions.stream().map(ConfigVersion::text).toList();
    }

    /** The newest configuration that was not revoked: new rates must not start from mistaken ones. */
    private Optional<CollectionConfig> sound(Optional<CollectionConfig> newest, List<String> gone) throws IOException {
        if (newest.isPresent() && !gone.contains(newest.get().version())) {
            return newest;
        }
        Optional<CollectionConfig> sound = Optional.empty();
        for (ConfigVersion version : configs.versions().keySet()) {
            if (!gone.contains(version.text())) {
                sound = configs.load(version);
            }
        }
        return sound;
    }

    /** The newest appended version; its head may still wait for witnesses. */
    private Optional<ConfigVersion> newest() throws IOException {
        Optional<ConfigVersion> appended = log.config()
                .newest()
                .flatMap(record -> ConfigVersion.parse(record.version().toString()));
        return appended.isPresent()
                ? appended
                : configs.versions().keySet().stream().reduce((older, newer) -> newer);
    }

    /** Nothing is collected that was not decided in public. */
    private static void requireDiscussions(List<Chart> decided) throws RefusedConfigException {
        for (Chart chart : decided) {
            if (chart.issues().isEmpty()) {
                throw new RefusedConfigException("the chart \"" + chart.title()
                        + "\" names no public discussion, expected a line \"issue:\" with its address");
            }
        }
    }

    /** Publishes a configuration with the charts that it was made from, under its own version. */
    public CollectionConfig append(CollectionConfig config, String charts) throws IOException, RefusedConfigException {
        return append(config, charts, margins());
    }

    private CollectionConfig append(CollectionConfig config, String charts, String known)
            throws IOException, RefusedConfigException {
        long names =
                config.programs().stream().mapToLong(ConfigPublisher::names).sum();
        if (names > MOST_NAMES) {
            throw new RefusedConfigException(
                    "the configuration contains " + names + " names, expected at most " + MOST_NAMES);
        }
        ConfigVersion version = ConfigVersion.parse(config.version())
                .orElseThrow(() -> new RefusedConfigException(
                        "the configuration's version is \"" + config.version() + "\", expected one like v1.4.0"));
        Map<String, byte[]> files = new TreeMap<>();
        files.put(ConfigModuleReader.CONFIG_FILE, CollectionConfigCodec.toJson(config));
        files.put(ConfigModuleReader.CHARTS_FILE, charts.getBytes(StandardCharsets.UTF_8));
        if (!known.isEmpty()) {
            files.put(ConfigModuleReader.MARGINS_FILE, known.getBytes(StandardCharsets.UTF_8));
        }
        try {
            log.configModule().requireFits(ConfigModuleReader.moduleVersion(version));
            log.config()
                    .append(List.of(
                            ModuleZip.pack(log.configModule(), ConfigModuleReader.moduleVersion(version), files)));
        } catch (LogFormatException e) {
            throw new RefusedConfigException(e.getMessage());
        } catch (RefusedAppendException e) {
            throw new RefusedConfigException("the log refused the configuration: " + e.getMessage());
        }
        publishForGo(config);
        return config;
    }

    private static long names(CollectionConfig.Program program) {
        long names = program.versions().size();
        for (Question question : program.questions()) {
            names += question.asked() instanceof RequestedCounters.Named counters
                    ? counters.names().size()
                    : 1;
        }
        return names;
    }

    private String margins() throws IOException, RefusedConfigException {
        try {
            return margins(margins);
        } catch (MalformedMarginsException e) {
            throw new RefusedConfigException(String.valueOf(e.getMessage()));
        }
    }

    /** The known shares of the programs' users; empty if the file does not exist. */
    public static String margins(Path file) throws IOException {
        String text = Files.exists(file) ? InputFile.readConfiguredFile(file) : "";
        try {
            MarginText.parse(file.toString(), text);
            return text;
        } catch (IllegalArgumentException e) {
            throw new MalformedMarginsException(e);
        }
    }

    private static final class MalformedMarginsException extends IOException {
        private static final long serialVersionUID = 1L;

        MalformedMarginsException(IllegalArgumentException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /** Publishes it also under the name that Go's own client fetches; repeating it changes nothing. */
    private void publishForGo(CollectionConfig config) throws IOException, RefusedConfigException {
        if (log.config().unpublishedEntries() > 0
                || config.runtime().stream().noneMatch(runtime -> runtime.startsWith("go"))) {
            return;
        }
        ModuleVersion version = ConfigModuleReader.moduleVersion(new ConfigVersion(config.version()));
        Map<String, byte[]> files = Map.of(ConfigModuleReader.CONFIG_FILE, CollectionConfigCodec.toGoJson(config));
        try {
            log.data().append(List.of(ModuleZip.pack(LogResource.GO_MODULE, version, files)));
        } catch (RefusedAppendException e) {
            throw new RefusedConfigException("the log refused the configuration for Go programs: " + e.getMessage());
        }
    }

    private static ConfigVersion after(ConfigVersion version) {
        String[] numbers = version.text().substring(1).split("\\.", -1);
        return new ConfigVersion("v" + numbers[0] + "." + (Long.parseLong(numbers[1]) + 1) + ".0");
    }
}
