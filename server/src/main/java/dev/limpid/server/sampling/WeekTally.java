package dev.limpid.server.sampling;

import dev.limpid.charts.plan.InstallationCountCharts;
import dev.limpid.protocol.config.SamplingControl;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.LoggedConfigs;
import dev.limpid.server.intake.Counted;
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
 * How many answers of a week there are to each chart by each configuration. That is all that sampling control needs, and
 * it stands in the first bytes of every answer's one rendering. Mutable, for one thread.
 */
final class WeekTally {

    private static final byte[] CONFIG = "\"Config\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CHART = "\",\"Chart\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] MACHINES = ",\"N\":".getBytes(StandardCharsets.US_ASCII);

    private static final Counted NOTHING_KNOWN = new Counted(0, 0);
    private final LocalDate week;

    /** By the name of the chart, then by the version of the configuration. */
    private final Map<String, Map<String, Long>> answers = new HashMap<>();

    /** A tally of no answers about the week of this Monday. */
    WeekTally(LocalDate week) {
        this.week = week;
    }

    /** Counts an answer's canonical bytes. */
    void answer(byte[] json) {
        count(json, 1);
    }

    /** Counts a published line, which says of how many machines it is. */
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
            return; // no answer: nothing that could be counted
        }
        answers.computeIfAbsent(text(json, chart, chartEnd), any -> new HashMap<>())
                .merge(text(json, config, configEnd), machines, Long::sum);
    }

    boolean isEmpty() {
        return answers.isEmpty();
    }

    /**
     * What the week tells of each chart, by its full ID, and of each program, by its name: as much as its charts do that
     * {@link InstallationCountCharts} names, each with its share. A chart with more answers than its rate says is not taken for that.
     *
     * @param counted how much of a chart's answers counts, as far as that is known
     */
    Map<String, Double> told(LoggedConfigs configs, Function<String, Optional<Counted>> counted) throws IOException {
        Map<String, CollectionConfig> known = new HashMap<>();
        for (Map<String, Long> byConfig : answers.values()) {
            for (String version : byConfig.keySet()) {
                Optional<ConfigVersion> parsed = ConfigVersion.parse(version);
                if (parsed.isPresent() && !known.containsKey(version)) {
                    configs.load(parsed.get()).ifPresent(config -> known.put(version, config));
                }
            }
        }
        return told(known, counted);
    }

    Map<String, Double> told(Map<String, CollectionConfig> configs, Function<String, Optional<Counted>> counted) {
        Map<String, Double> told = new TreeMap<>();
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
                Counted known = counted.apply(chart).orElse(NOTHING_KNOWN);
                told.put(
                        chart,
                        SamplingControl.counted(
                                SamplingControl.told(weighted, heads, effective), known.all(), known.counted()));
            }
        });
        Map<String, Double> all = new TreeMap<>(told);
        inUse.forEach((program, some) -> all.put(program, together(program, some.values(), told)));
        return all;
    }

    private double together(String program, Collection<CollectionConfig> inUse, Map<String, Double> told) {
        Map<String, Long> answered = new TreeMap<>();
        told.keySet().stream()
                .filter(chart -> program(chart).equals(program))
                .forEach(chart -> answered.put(chart, machines(chart)));
        double together = 0;
        for (Map.Entry<String, Double> share : InstallationCountCharts.shares(
                        program, inUse, week, any -> true, answered)
                .entrySet()) {
            together += share.getValue() * told.getOrDefault(share.getKey(), 0.0);
        }
        return together;
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
