package dev.limpid.protocol.config;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many installations would report a program in a week if all that take part did: the published reports, each
 * counted 1/rate times.
 *
 * @param reportsPerWeek by program; a program that is not in it has not been measured
 */
public record Participation(Map<String, Long> reportsPerWeek) {

    /** Nothing was measured: everybody who takes part is asked. */
    public static final Participation UNKNOWN = new Participation(Map.of());

    public Participation {
        reportsPerWeek = Collections.unmodifiableMap(new TreeMap<>(reportsPerWeek));
    }

    /**
     * An estimate from one published week.
     *
     * @param reports how many reports named each program
     * @param inForce the configuration that they were made with
     */
    public static Participation measured(Map<String, Long> reports, UploadConfig inForce) {
        Map<String, Long> measured = new TreeMap<>();
        for (UploadConfig.Program program : inForce.programs()) {
            double rate = Math.min(inForce.sampleRate(), highestRate(program));
            long found = reports.getOrDefault(program.name(), 0L);
            if (rate > 0 && found > 0) {
                measured.put(program.name(), Math.round(found / rate));
            }
        }
        return new Participation(measured);
    }

    private static double highestRate(UploadConfig.Program program) {
        double counters = program.counters().stream()
                .mapToDouble(UploadConfig.CounterRule::rate)
                .max()
                .orElse(0);
        double stacks = program.stacks().stream()
                .mapToDouble(UploadConfig.StackRule::rate)
                .max()
                .orElse(0);
        return Math.max(counters, stacks);
    }

    /** How many for a program, if that was measured. */
    public Optional<Long> of(String program) {
        return Optional.ofNullable(reportsPerWeek.get(program));
    }
}
