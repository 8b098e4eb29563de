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

    /** How many for a program, if that was measured. */
    public Optional<Long> of(String program) {
        return Optional.ofNullable(reportsPerWeek.get(program));
    }
}
