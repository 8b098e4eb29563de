package dev.limpid.charts;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every chart of one collection for one period: what pages draw, and what is published as JSON and CSV. A function of
 * the published reports and the configurations they name, so that anyone can compute the same bytes.
 *
 * @param collection the collection's name
 * @param config the version of the configuration whose charts these are
 * @param period the days whose reports are shown
 * @param reports how many reports these are
 * @param installations how many installations had a report ready, estimated from the reports that were sampled
 * @param days the reports of each day of the period that has any, by date
 * @param programs the programs of the configuration, by name
 * @param notes sentences that belong beside the figures, such as what was left out and why
 */
public record ChartSet(
        String collection,
        String config,
        Period period,
        long reports,
        Estimate installations,
        List<DayReports> days,
        List<ProgramCharts> programs,
        List<String> notes) {

    /** How many weeks a trend goes back: half a year. */
    public static final int TREND_WEEKS = 26;

    public ChartSet {
        days = List.copyOf(days);
        programs = List.copyOf(programs);
        notes = List.copyOf(notes);
    }

    /** How many installations each program had, as estimated: what sampling control goes by. */
    public Map<String, Double> installationsByProgram() {
        Map<String, Double> installations = new TreeMap<>();
        programs.forEach(
                one -> installations.put(one.program(), one.installations().value()));
        return installations;
    }

    /** How many reports a day has. */
    public record DayReports(LocalDate date, long reports) {}

    /**
     * The charts of one program.
     *
     * @param program the program's name
     * @param reports how many reports of the period name the program
     * @param installations how many installations of the program there were in a week, estimated from these reports
     * @param charts first those every program has (versions, runtimes, systems, processors), then the decided ones in
     *     the order of their text
     */
    public record ProgramCharts(String program, long reports, Estimate installations, List<DrawnChart> charts) {
        public ProgramCharts {
            charts = List.copyOf(charts);
        }

        /** Without an estimate of installations: for a page of a single chart. */
        public ProgramCharts(String program, long reports, List<DrawnChart> charts) {
            this(program, reports, Estimate.NONE, charts);
        }
    }
}
