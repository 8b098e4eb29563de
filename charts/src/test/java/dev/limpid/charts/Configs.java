package dev.limpid.charts;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Configurations of one program that ask given charts at given rates. */
public final class Configs {

    private Configs() {}

    /**
     * A configuration that asks charts of listed counters.
     *
     * @param systems the values of {@code os} that an answer may name
     * @param versions those of the program that are asked
     * @param rates one for each chart; the last one also applies to all further charts
     */
    public static CollectionConfig asking(
            String version, List<Chart> charts, List<String> systems, List<String> versions, double... rates) {
        List<Question> questions = new ArrayList<>();
        for (Chart chart : charts) {
            questions.add(new Question(
                    chart.id(),
                    rates[Math.min(questions.size(), rates.length - 1)],
                    chart.by(),
                    new RequestedCounters.Named(chart.collected()),
                    Optional.empty(),
                    Optional.empty()));
        }
        return new CollectionConfig(
                version,
                systems,
                List.of(),
                List.of(),
                1,
                List.of(new CollectionConfig.Program(charts.get(0).program(), versions, questions)));
    }

    /** Consecutive configurations, from v1.0.0 on, each of which asks all charts at one rate. */
    public static List<CollectionConfig> atRates(
            List<Chart> charts, List<String> systems, List<String> versions, double... rates) {
        List<CollectionConfig> configs = new ArrayList<>();
        for (double rate : rates) {
            configs.add(asking("v1." + configs.size() + ".0", charts, systems, versions, rate));
        }
        return configs;
    }
}
