package dev.limpid.protocol.sampling;

import dev.limpid.protocol.chart.Chart;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How many installations would answer in a week if every participating one did.
 *
 * @param reportsPerWeek by program, or by a chart's full ID where that was measured; what was not measured is missing
 * @param allowsRateChange whether the rates in force may change because of it; if not, it is used only for new charts
 */
public record Participation(Map<String, Long> reportsPerWeek, boolean allowsRateChange) {

    /** Nothing was measured: all participants are asked. */
    public static final Participation UNKNOWN = new Participation(Map.of());

    public Participation {
        reportsPerWeek = Collections.unmodifiableMap(new TreeMap<>(reportsPerWeek));
    }

    /** Participation by which rates may change. */
    public Participation(Map<String, Long> reportsPerWeek) {
        this(reportsPerWeek, true);
    }

    /**
     * An estimate from published weeks.
     *
     * @param weeks for each week, the oldest first, how many installations each program and each chart had, by its name
     *     or full ID: see {@link SamplingControl#effectiveInstallations}
     */
    public static Participation measured(List<Map<String, Double>> weeks) {
        Map<String, List<Double>> byProgram = new TreeMap<>();
        for (Map<String, Double> week : weeks) {
            // A program without installations counts as zero if it had some before; before its first it is left out.
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

    /** The same, with other permission to change rates. */
    public Participation withRateChange(boolean may) {
        return new Participation(reportsPerWeek, may);
    }

    /** The number for a chart if that was measured, otherwise for its program. */
    public Optional<Long> of(Chart chart) {
        Long own = reportsPerWeek.get(chart.program() + "/" + chart.id());
        return own == null ? of(chart.program()) : Optional.of(own);
    }

    /** The number for a program, if that was measured. */
    public Optional<Long> of(String program) {
        return Optional.ofNullable(reportsPerWeek.get(program));
    }
}
