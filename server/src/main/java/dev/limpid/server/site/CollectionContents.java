package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.log.CollectionLog;
import dev.limpid.web.Contents;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.facts.DataDay;
import dev.limpid.web.facts.LogFacts;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The values of a collection's pages, from its log and its published files as they are when a page is asked for. */
public final class CollectionContents implements Contents {
    private final Supplier<CollectionFacts> facts;
    private final ServerRules rules;
    private final CollectionLog log;
    private final PublishedValues published;
    private final LoggedConfigurations configurations;

    /**
     * @param facts whose pages they are; asked for each page, since a server on a free port knows its address late
     * @param rules what the server does with reports
     * @param log the collection's log, served below {@code log/}
     * @param published what was published of its reports
     */
    public CollectionContents(
            Supplier<CollectionFacts> facts, ServerRules rules, CollectionLog log, PublishedValues published) {
        this.facts = facts;
        this.rules = rules;
        this.log = log;
        this.published = published;
        this.configurations = new LoggedConfigurations(log);
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
    public Optional<LogFacts> log() throws IOException {
        return LogHead.of(log, facts().siteUrl() + "log");
    }

    @Override
    public List<DataDay> data() throws IOException {
        return published.data();
    }
}
