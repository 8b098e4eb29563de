package dev.limpid.protocol.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many installations would report a program in a week if all that take part did.
 *
 * @param reportsPerWeek by program; a program that is not in it has not been measured
 * @param mayMove whether the rates in force may be moved because of it; if not, they are for new charts alone
 */
public record Participation(Map<String, Long> reportsPerWeek, boolean mayMove) {

    /** Nothing was measured: everybody who takes part is asked. */
    public static final Participation UNKNOWN = new Participation(Map.of());

    public Participation {
        reportsPerWeek = Collections.unmodifiableMap(new TreeMap<>(reportsPerWeek));
    }

    /** Rates may move. */
    public Participation(Map<String, Long> reportsPerWeek) {
        this(reportsPerWeek, true);
    }

    /**
     * An estimate from published weeks.
     *
     * @param weeks for each week, the oldest first, how many installations each program had, as its charts say: every
     *     report counts 1/rate of the configuration that it names
     */
    public static Participation measured(List<Map<String, Double>> weeks) {
        Map<String, List<Double>> byProgram = new TreeMap<>();
        for (Map<String, Double> week : weeks) {
            // A program that had installations before and has none now fell to none; before the first it was not there.
            byProgram.forEach((program, counts) -> counts.add(week.getOrDefault(program, 0.0)));
            week.forEach((program, count) -> {
                if (count > 0 && !byProgram.containsKey(program)) {
                    byProgram.put(program, new ArrayList<>(List.of(count)));
                }
            });
        }
        Map<String, Long> measured = new TreeMap<>();
        byProgram.forEach(
                (program, counts) -> measured.put(program, Math.round(SamplingControl.installations(counts))));
        return new Participation(measured);
    }

    /** The same, for charts that are new only if rates may not move now. */
    public Participation moving(boolean may) {
        return new Participation(reportsPerWeek, may);
    }

    /** How many for a program, if that was measured. */
    public Optional<Long> of(String program) {
        return Optional.ofNullable(reportsPerWeek.get(program));
    }
}
