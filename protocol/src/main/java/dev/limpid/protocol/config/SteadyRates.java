package dev.limpid.protocol.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The rates that charts need. Participation differs from week to week; a rate in force is kept as long as it still
 * gives the accuracy and asks for no more than half as many reports again.
 */
final class SteadyRates {

    private static final double MOST_TOO_MANY = 1.5;

    private final Participation participation;
    private final Map<String, Double> inForce = new HashMap<>();

    SteadyRates(Participation participation, Optional<UploadConfig> before) {
        this.participation = participation;
        before.ifPresent(this::remember);
    }

    private void remember(UploadConfig before) {
        for (UploadConfig.Program program : before.programs()) {
            program.counters().forEach(rule -> inForce.put(key(program.name(), rule.name()), rule.rate()));
            program.stacks().forEach(rule -> inForce.put(key(program.name(), rule.name()), rule.rate()));
        }
    }

    double of(Chart chart, String counter) {
        double needed = participation
                .of(chart.program())
                .map(available -> SampleSize.rate(chart.error(), available))
                .orElse(1.0);
        double now = inForce.getOrDefault(key(chart.program(), counter), 0.0);
        return now >= needed && now <= needed * MOST_TOO_MANY ? now : needed;
    }

    private static String key(String program, String counter) {
        return program + "\n" + counter;
    }
}
