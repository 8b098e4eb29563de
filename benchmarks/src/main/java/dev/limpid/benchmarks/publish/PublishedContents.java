package dev.limpid.benchmarks.publish;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.server.site.PublishedValues;
import dev.limpid.web.Contents;
import dev.limpid.web.facts.CollectionFacts;
import dev.limpid.web.facts.ConfigVersion;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.LogFacts;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The contents of the site of a collection that has charts but no log. */
record PublishedContents(String name, PublishedValues published) implements Contents {

    @Override
    public CollectionFacts facts() {
        return CollectionFacts.of(name, "https://" + name + "/");
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
    public List<ConfigVersion> configurations() {
        return List.of();
    }

    @Override
    public Optional<LogFacts> log() {
        return Optional.empty();
    }

    @Override
    public List<DataWeek> data() throws IOException {
        return published.data();
    }
}
