package dev.limpid.protocol.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many installations would answer in a week if all that take part did.
 *
 * @param reportsPerWeek by program, or by a chart's full ID where that was measured; what is not in it has not been
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
     * @param weeks for each week, the oldest first, how many installations each program and each chart had, by its name
     *     or full ID: see {@link SamplingControl#told}
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

    /** How many for a chart: as measured of itself, or else of its program. */
    public Optional<Long> of(Chart chart) {
        Long own = reportsPerWeek.get(chart.program() + "/" + chart.id());
        return own == null ? of(chart.program()) : Optional.of(own);
    }

    /** How many for a program, if that was measured. */
    public Optional<Long> of(String program) {
        return Optional.ofNullable(reportsPerWeek.get(program));
    }
}
