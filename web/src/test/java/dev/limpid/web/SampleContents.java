package dev.limpid.web;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.LogView;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.facts.ServerRules;
import java.util.List;
import java.util.Optional;

/** A site's values in memory. */
public record SampleContents(
        CollectionInfo facts,
        ServerRules rules,
        List<ChartSet> sets,
        List<PublishedConfig> configurations,
        Optional<LogView> log,
        List<DataWeek> data)
        implements SiteSource {

    /** A site on which nothing has happened yet. */
    public static SampleContents empty() {
        return new SampleContents(
                CollectionInfo.of("telemetry.example.org", "https://telemetry.example.org/"),
                ServerRules.DEFAULT,
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    /** The same with other charts. */
    public SampleContents withSets(List<ChartSet> others) {
        return new SampleContents(facts, rules, others, configurations, log, data);
    }

    /** The same with other configurations. */
    public SampleContents withConfigurations(List<PublishedConfig> others) {
        return new SampleContents(facts, rules, sets, others, log, data);
    }

    /** The same for another collection. */
    public SampleContents withFacts(CollectionInfo others) {
        return new SampleContents(others, rules, sets, configurations, log, data);
    }

    /** The same with other rules. */
    public SampleContents withRules(ServerRules others) {
        return new SampleContents(facts, others, sets, configurations, log, data);
    }

    @Override
    public List<Period> periods() {
        return sets.stream().map(ChartSet::period).toList();
    }

    @Override
    public Optional<ChartSet> charts(Period period) {
        return sets.stream().filter(set -> set.period().equals(period)).findFirst();
    }
}
