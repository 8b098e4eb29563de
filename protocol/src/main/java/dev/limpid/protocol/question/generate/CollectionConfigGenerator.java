package dev.limpid.protocol.question.generate;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.RequestedCounters;
import dev.limpid.protocol.release.Platforms;
import dev.limpid.protocol.release.ProgramVersions;
import dev.limpid.protocol.release.ReleaseVersion;
import dev.limpid.protocol.release.Releases;
import dev.limpid.protocol.report.ReportWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * Makes the collection configuration from the decided charts. Deterministic: the same charts, releases, rates, day and
 * predecessor give the same configuration. If nothing would change but the version, it returns the predecessor, so that
 * nothing new needs to be published.
 */
public final class CollectionConfigGenerator {

    /**
     * How long after a chart's last day its last answers can still arrive: the week of that day ends later, and its
     * answers can be late.
     */
    private static final int LATE_DAYS = ReportWeek.DAYS + ReportWeek.LATE_DAYS;

    private final Platforms platforms;
    private final ProgramVersions released;
    private final ToDoubleFunction<Chart> rates;
    private final double fetchRate;

    /**
     * A generator.
     *
     * @param rates the share of machines that a chart asks
     * @param fetchRate the share of machines that look for a newer configuration in a week
     */
    public CollectionConfigGenerator(
            Platforms platforms, Releases releases, ToDoubleFunction<Chart> rates, double fetchRate) {
        this.platforms = platforms;
        this.released = new ProgramVersions(releases);
        this.rates = rates;
        this.fetchRate = fetchRate;
    }

    /**
     * The configuration for these charts.
     *
     * @param version the version of the result
     * @param today the day by which charts that expired long ago are left out
     * @param before the configuration in force, if there is one
     * @return a new configuration, or {@code before} itself if no new one is needed
     * @throws IllegalArgumentException if two charts of a program have one ID
     */
    public CollectionConfig generate(
            String version, List<Chart> charts, LocalDate today, Optional<CollectionConfig> before) {
        SortedMap<String, List<Chart>> active = new TreeMap<>();
        for (Chart chart : charts) {
            if (!chart.isExpired(today.minusDays(LATE_DAYS))) {
                active.computeIfAbsent(chart.program(), program -> new ArrayList<>())
                        .add(chart);
            }
        }
        List<CollectionConfig.Program> programs = new ArrayList<>();
        active.forEach((name, its) -> programs.add(program(name, its)));
        CollectionConfig config = new CollectionConfig(
                version,
                platforms.os(),
                platforms.arch(),
                released.runtimes(platforms, active.values()),
                fetchRate,
                programs);
        return before.filter(old -> old.equals(config.withVersion(old.version())))
                .orElse(config);
    }

    private CollectionConfig.Program program(String name, List<Chart> charts) {
        List<ReleaseVersion> versions = List.copyOf(released.of(charts));
        List<Question> questions = new ArrayList<>();
        for (Chart chart : charts) {
            ProgramVersions.since(chart, versions).ifPresent(since -> questions.add(question(chart, since)));
        }
        return new CollectionConfig.Program(
                name, versions.stream().map(ReleaseVersion::text).toList(), questions);
    }

    private Question question(Chart chart, Optional<String> since) {
        double rate = Math.max(Question.LEAST_RATE, rates.applyAsDouble(chart));
        return new Question(chart.id(), rate, chart.by(), RequestedCounters.of(chart), since, chart.expires());
    }
}
