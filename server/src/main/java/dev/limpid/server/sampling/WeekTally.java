package dev.limpid.server.sampling;

import dev.limpid.charts.plan.InstallationCountCharts;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.sampling.SamplingControl;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.intake.limit.CountedInstallations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Counts a week's answers by chart and configuration. Sampling control needs nothing else, and both are in the first
 * bytes of every canonical answer. Mutable, for one thread.
 */
final class WeekTally {

    private static final byte[] CONFIG = "\"Config\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHART = "\",\"Chart\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MACHINES = ",\"N\":".getBytes(StandardCharsets.US_ASCII);

    private static final CountedInstallations NOTHING_KNOWN = new CountedInstallations(0, 0);
    private final LocalDate week;

    /** By the name of the chart, then by the version of the configuration. */
    private final Map<String, Map<String, Long>> answers = new HashMap<>();

    /** An empty tally for the week of this Monday. */
    WeekTally(LocalDate week) {
        this.week = week;
    }

    /** Counts an answer's canonical bytes. */
    void answer(byte[] json) {
        count(json, 1);
    }

    /** Counts a published line, which contains its number of machines. */
    void line(byte[] json) {
        long machines = 0;
        for (int at = lastIndexOf(json, MACHINES) + MACHINES.length; at < json.length - 1; at++) {
            machines = machines * 10 + (json[at] - '0');
        }
        count(json, machines);
    }

    private void count(byte[] json, long machines) {
        int config = indexOf(json, CONFIG, 0) + CONFIG.length;
        int configEnd = indexOf(json, CHART, config);
        int chart = configEnd + CHART.length;
        int chartEnd = chart;
        while (configEnd >= 0 && chartEnd < json.length && json[chartEnd] != '"') {
            chartEnd++;
        }
        if (configEnd < 0) {
            return; // not an answer, so there is nothing to count
        }
        answers.computeIfAbsent(text(json, chart, chartEnd), any -> new HashMap<>())
                .merge(text(json, config, configEnd), machines, Long::sum);
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    /**
     * The week's measured participation for each chart, by its full ID, and for each program, by its name. A program's
     * value is the weighted sum of those of its charts, with the shares of {@link InstallationCountCharts}. A chart with more
     * answers than its rate explains does not raise it.
     *
     * @param counted how much of a chart's answers counts, if that is known
     */
    Map<String, Double> measured(LoggedConfigs configs, Function<String, Optional<CountedInstallations>> counted)
            throws IOException {
        Map<String, CollectionConfig> known = new HashMap<>();
        for (Map<String, Long> byConfig : answers.values()) {
            for (String version : byConfig.keySet()) {
                Optional<ConfigVersion> parsed = ConfigVersion.parse(version);
                if (parsed.isPresent() && !known.containsKey(version)) {
                    configs.load(parsed.get()).ifPresent(config -> known.put(version, config));
                }
            }
        }
        return measured(known, counted);
    }

    Map<String, Double> measured(
            Map<String, CollectionConfig> configs, Function<String, Optional<CountedInstallations>> counted) {
        Map<String, Double> values = new TreeMap<>();
        Map<String, Map<String, CollectionConfig>> inUse = new TreeMap<>();
        answers.forEach((chart, byConfig) -> {
            double heads = 0;
            double weighted = 0;
            double squares = 0;
            for (Map.Entry<String, Long> some : byConfig.entrySet()) {
                CollectionConfig config = configs.get(some.getKey());
                Optional<Question> question = config == null ? Optional.empty() : config.question(chart);
                if (config != null && question.isPresent()) {
                    inUse.computeIfAbsent(program(chart), any -> new HashMap<>())
                            .put(config.version(), config);
                    double weight = 1 / question.get().rate();
                    heads += some.getValue();
                    weighted += weight * some.getValue();
                    squares += weight * weight * some.getValue();
                }
            }
            if (heads > 0) {
                double effective = weighted * weighted / squares;
                CountedInstallations known = counted.apply(chart).orElse(NOTHING_KNOWN);
                values.put(
                        chart,
                        SamplingControl.counted(
                                SamplingControl.effectiveInstallations(weighted, heads, effective),
                                known.all(),
                                known.counted()));
            }
        });
        Map<String, Double> all = new TreeMap<>(values);
        inUse.forEach((program, some) -> all.put(program, weightedSum(program, some.values(), values)));
        return all;
    }

    private double weightedSum(String program, Collection<CollectionConfig> inUse, Map<String, Double> values) {
        Map<String, Long> answered = new TreeMap<>();
        values.keySet().stream()
                .filter(chart -> program(chart).equals(program))
                .forEach(chart -> answered.put(chart, machines(chart)));
        double sum = 0;
        for (Map.Entry<String, Double> share : InstallationCountCharts.shares(
                        program, inUse, week, any -> true, answered)
                .entrySet()) {
            sum += share.getValue() * values.getOrDefault(share.getKey(), 0.0);
        }
        return sum;
    }

    private long machines(String chart) {
        return answers.getOrDefault(chart, Map.of()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static String program(String chart) {
        return chart.substring(0, chart.lastIndexOf('/'));
    }

    private static String text(byte[] json, int from, int to) {
        return new String(json, from, to - from, StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] json, byte[] what, int from) {
        for (int at = from; at + what.length <= json.length; at++) {
            if (isAt(json, what, at)) {
                return at;
            }
        }
        return -1;
    }

    private static int lastIndexOf(byte[] json, byte[] what) {
        for (int at = json.length - what.length; at >= 0; at--) {
            if (isAt(json, what, at)) {
                return at;
            }
        }
        return -1;
    }

    private static boolean isAt(byte[] json, byte[] what, int at) {
        for (int i = 0; i < what.length; i++) {
            if (json[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
