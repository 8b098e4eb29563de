package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.server.log.LogFacts;
import dev.limpid.server.log.PublishedLog;
import dev.limpid.server.publish.PublishedFolder;
import dev.limpid.web.Contents;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The values of a collection's pages, from its log and its published files as they are when a page is asked for. */
public final class CollectionContents implements Contents {
    private final Supplier<CollectionFacts> facts;
    private final ServerRules rules;
    private final PublishedLog log;
    private final FactsOfLog factsOfLog;
    private final PublishedValues published;
    private final LoggedConfigurations configurations;

    private CollectionContents(
            Supplier<CollectionFacts> facts,
            ServerRules rules,
            PublishedLog log,
            FactsOfLog factsOfLog,
            PublishedValues published) {
        this.facts = facts;
        this.rules = rules;
        this.log = log;
        this.factsOfLog = factsOfLog;
        this.published = published;
        this.configurations = new LoggedConfigurations(log);
    }

    /**
     * The values of a collection that is running.
     *
     * @param facts whose pages they are; asked for each page, since a server on a free port knows its address late
     * @param rules what the server does with answers
     * @param log the collection's log, served below {@code log/}
     * @param published what was published of its answers
     */
    public CollectionContents(
            Supplier<CollectionFacts> facts, ServerRules rules, CollectionLog log, PublishedValues published) {
        this(facts, rules, log.published(), log::facts, published);
    }

    /**
     * The values of a collection as they lie in its folder, beside the server that may be writing there.
     *
     * @param folder the folder that holds {@code log/} and {@code published/}
     */
    public static CollectionContents read(CollectionFacts facts, ServerRules rules, Path folder) throws IOException {
        PublishedLog log = PublishedLog.read(facts.name(), folder.resolve("log"));
        return new CollectionContents(
                () -> facts,
                rules,
                log,
                url -> LogFacts.read(log, folder.resolve("log"), url),
                new PublishedFiles(new PublishedFolder(folder.resolve("published"), facts.name())));
    }

    /** What people need in order to verify the log, if it is served at an address. */
    @FunctionalInterface
    private interface FactsOfLog {
        LogFacts at(String logUrl) throws IOException;
    }

    @Override
    public CollectionFacts facts() {
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
        return published.charts(period);
    }

    @Override
    public List<ConfigVersion> configurations() throws IOException {
        return configurations.all();
    }

    @Override
    public Optional<dev.limpid.web.facts.LogFacts> log() throws IOException {
        return LogHead.of(log, factsOfLog.at(facts().siteUrl() + "log"));
    }

    @Override
    public List<DataWeek> data() throws IOException {
        return published.data();
    }
}
