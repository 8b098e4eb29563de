package dev.limpid.protocol.config;

import dev.limpid.protocol.config.UploadConfig.CounterRule;
import dev.limpid.protocol.config.UploadConfig.Program;
import dev.limpid.protocol.config.UploadConfig.StackRule;
import dev.limpid.protocol.report.ReportWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes the collection configuration out of the charts that were decided. Deterministic: the same charts, releases,
 * participation, day and predecessor give the same configuration, and a predecessor in which nothing that matters
 * would change is given back as it is, so that nothing new needs to be published.
 */
public final class UploadConfigGenerator {

    /** How long after a chart's last day its last reports may still arrive: the week that it began may come late. */
    private static final int LATE_DAYS = ReportWeek.DAYS + ReportWeek.LATE_DAYS;

    /** Rates that few have heard of are no rates: with less, a week of growth is not answered before the next. */
    private static final double LEAST_FETCH_RATE = 0.5;

    private final Platforms platforms;
    private final ProgramVersions released;
    private final Participation participation;

    public UploadConfigGenerator(Platforms platforms, Releases releases, Participation participation) {
        this.platforms = platforms;
        this.released = new ProgramVersions(releases);
        this.participation = participation;
    }

    /** The first configuration of a collection. */
    public UploadConfig generate(String version, List<Chart> charts, LocalDate today) {
        return generate(version, charts, today, Optional.empty());
    }

    /**
     * The configuration for these charts.
     *
     * @param version what the result is called
     * @param today charts that expired long ago ask for nothing any more
     * @param before the configuration in force, if there is one
     * @return a new configuration, or {@code before} itself if there is no need of one
     */
    public UploadConfig generate(String version, List<Chart> charts, LocalDate today, Optional<UploadConfig> before) {
        SortedMap<String, List<Chart>> active = new TreeMap<>();
        for (Chart chart : charts) {
            if (!chart.isExpired(today.minusDays(LATE_DAYS))) {
                active.computeIfAbsent(chart.program(), program -> new ArrayList<>())
                        .add(chart);
            }
        }
        SteadyRates rates = new SteadyRates(participation, before);
        List<Program> programs = new ArrayList<>();
        active.forEach((name, its) -> programs.add(program(name, its, rates)));
        double sampleRate = programs.stream()
                .mapToDouble(UploadConfigGenerator::highestRate)
                .max()
                .orElse(0);
        UploadConfig config = new UploadConfig(
                version,
                platforms.os(),
                platforms.arch(),
                released.runtimes(platforms, active.values()),
                sampleRate,
                Math.max(LEAST_FETCH_RATE, sampleRate),
                programs);
        return before.filter(old -> old.equals(config.withVersion(old.version())))
                .orElse(config);
    }

    private Program program(String name, List<Chart> charts, SteadyRates rates) {
        List<ReleaseVersion> versions = List.copyOf(released.of(charts));
        SortedMap<String, CounterRule> counters = new TreeMap<>();
        SortedMap<String, StackRule> stacks = new TreeMap<>();
        for (Chart chart : charts) {
            Optional<Optional<String>> since = ProgramVersions.since(chart, versions);
            if (since.isEmpty()) {
                continue;
            }
            for (String counter : chart.collected()) {
                double rate = rates.of(chart, counter);
                String key = counter + "\n" + since.get().orElse("") + "\n"
                        + chart.expires().map(LocalDate::toString).orElse("");
                if (chart.type() == ChartType.STACK) {
                    StackRule rule = new StackRule(
                            counter,
                            rate,
                            chart.depth(),
                            chart.frames(),
                            chart.unlisted(),
                            since.get(),
                            chart.expires());
                    stacks.merge(key, rule, (a, b) -> a.rate() >= b.rate() ? a : b);
                } else {
                    CounterRule rule = new CounterRule(counter, rate, since.get(), chart.expires());
                    counters.merge(key, rule, (a, b) -> a.rate() >= b.rate() ? a : b);
                }
            }
        }
        return new Program(
                name,
                versions.stream().map(ReleaseVersion::text).toList(),
                List.copyOf(counters.values()),
                List.copyOf(stacks.values()));
    }

    private static double highestRate(Program program) {
        double counters =
                program.counters().stream().mapToDouble(CounterRule::rate).max().orElse(0);
        double stacks =
                program.stacks().stream().mapToDouble(StackRule::rate).max().orElse(0);
        return Math.max(counters, stacks);
    }
}
