package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogInfo;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.web.SiteSource;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/** The values of a collection's pages, read from its log and its published files at each request. */
public final class CollectionContents implements SiteSource {
    private final Supplier<CollectionInfo> facts;
    private final ServerRules rules;
    private final PublishedLog log;
    private final FactsOfLog factsOfLog;
    private final PublishedValues published;
    private final LoggedConfigs configs;
    private final DeobfuscatedCharts readable;

    private CollectionContents(
            Supplier<CollectionInfo> facts,
            ServerRules rules,
            PublishedLog log,
            FactsOfLog factsOfLog,
            LoggedConfigs configs,
            PublishedValues published,
            DeobfuscatedCharts readable) {
        this.facts = facts;
        this.rules = rules;
        this.log = log;
        this.factsOfLog = factsOfLog;
        this.published = published;
        this.configs = configs;
        this.readable = readable;
    }

    /**
     * The values of a running collection.
     *
     * @param facts the collection's facts; read for each page, since a server on a free port learns its address
     *     late
     * @param rules what the server does with answers
     * @param log the collection's log, served below {@code log/}
     * @param configs the configurations in it
     * @param published what was published of its answers
     * @param readable restores readable names in stacks
     */
    public CollectionContents(
            Supplier<CollectionInfo> facts,
            ServerRules rules,
            CollectionLog log,
            LoggedConfigs configs,
            PublishedValues published,
            DeobfuscatedCharts readable) {
        this(facts, rules, log.published(), log::facts, configs, published, readable);
    }

    /**
     * Reads the values of a collection from its folder; a server can write to it at the same time.
     *
     * @param folder the folder that contains {@code log/} and {@code published/}
     */
    public static CollectionContents read(CollectionInfo facts, ServerRules rules, Path folder) throws IOException {
        PublishedLog log = PublishedLog.read(facts.name(), folder.resolve("log"));
        return new CollectionContents(
                () -> facts,
                rules,
                log,
                url -> LogInfo.read(log, folder.resolve("log"), url),
                new LoggedConfigs(log),
                new PublishedFolderValues(new PublishedFolder(folder.resolve("published"), facts.name())),
                new DeobfuscatedCharts(folder.resolve("mappings")));
    }

    /** What people need to verify the log, if it is served at an address. */
    @FunctionalInterface
    private interface FactsOfLog {
        LogInfo at(String logUrl) throws IOException;
    }

    @Override
    public CollectionInfo facts() {
        return facts.get();
    }

    @Override
    public ServerRules rules() {
        return rules;
    }

    @Override
    public List<Period> periods() throws IOException {
        return published.periods();
    }

    @Override
    public Optional<ChartSet> charts(Period period) throws IOException {
        Optional<ChartSet> set = published.charts(period);
        return set.isPresent() ? Optional.of(readable.of(set.get())) : set;
    }

    @Override
    public Optional<ChartSet> published(Period period) throws IOException {
        return published.charts(period);
    }

    @Override
    public List<PublishedConfig> configurations() throws IOException {
        Map<String, List<Chart>> charts = configs.readableCharts();
        SortedMap<dev.limpid.server.configuration.ConfigVersion, Instant> published = configs.versions();
        List<PublishedConfig> all = new ArrayList<>();
        for (CollectionConfig config : configs.readable()) {
            Instant time = published.get(new dev.limpid.server.configuration.ConfigVersion(config.version()));
            all.add(new PublishedConfig(
                    Optional.ofNullable(time).map(at -> LocalDate.ofInstant(at, ZoneOffset.UTC)),
                    config,
                    charts.getOrDefault(config.version(), List.of())));
        }
        return all;
    }

    @Override
    public Optional<dev.limpid.web.facts.LogView> log() throws IOException {
        return LogViewReader.of(log, factsOfLog.at(facts().siteUrl() + "log"));
    }

    @Override
    public List<DataWeek> data() throws IOException {
        return published.data();
    }
}
