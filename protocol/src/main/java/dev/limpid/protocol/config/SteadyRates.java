package dev.limpid.protocol.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rates that charts need, given those that are in force; see {@link SamplingControl}. */
public final class SteadyRates {

    private final Participation participation;
    private final Map<String, Double> inForce = new HashMap<>();

    public SteadyRates(Participation participation, Optional<UploadConfig> before) {
        this.participation = participation;
        before.ifPresent(this::remember);
    }

    private void remember(UploadConfig before) {
        for (UploadConfig.Program program : before.programs()) {
            program.counters().forEach(rule -> inForce.merge(key(program.name(), rule.name()), rule.rate(), Math::max));
            program.stacks().forEach(rule -> inForce.merge(key(program.name(), rule.name()), rule.rate(), Math::max));
        }
    }

    /** The rate of one of a chart's counters. */
    double of(Chart chart, String counter) {
        double now = inForce.getOrDefault(key(chart.program(), counter), 0.0);
        return now > 0 && !participation.mayMove()
                ? now
                : SamplingControl.rate(chart.error(), participation.of(chart.program()), now);
    }

    /** The rate of a chart: the lowest of its counters'. */
    public double of(Chart chart) {
        return chart.collected().stream()
                .mapToDouble(counter -> of(chart, counter))
                .min()
                .orElse(1);
    }

    private static String key(String program, String counter) {
        return program + "\n" + counter;
    }
}
