package dev.limpid.benchmarks.publish;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.site.PublishedValues;
import dev.limpid.web.SiteSource;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.LogView;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The contents of the site of a collection that has charts but no log. */
record PublishedContents(String name, PublishedValues published) implements SiteSource {

    @Override
    public CollectionInfo facts() {
        return CollectionInfo.of(name, "https://" + name + "/");
    }

    @Override
    public ServerRules rules() {
        return ServerRules.DEFAULT;
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
    public List<PublishedConfig> configurations() {
        return List.of();
    }

    @Override
    public Optional<LogView> log() {
        return Optional.empty();
    }

    @Override
    public List<DataWeek> data() throws IOException {
        return published.data();
    }
}
