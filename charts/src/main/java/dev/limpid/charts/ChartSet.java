package dev.limpid.charts;

import dev.limpid.protocol.sampling.SamplingControl;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Every chart of one collection for one period: pages draw it, and it is published as JSON and CSV. A function of the
 * published answers and the configurations they name, so that anyone can compute the same bytes.
 *
 * @param collection the collection's name
 * @param config the version of the configuration whose charts these are
 * @param period the weeks whose answers are shown
 * @param answers how many answers they are made from
 * @param weeks the number of answers of each week of the period that has any, oldest first
 * @param programs the programs that have charts, by name
 * @param notes sentences to show next to the figures, such as what was left out and why
 */
public record ChartSet(
        String collection,
        String config,
        Period period,
        long answers,
        List<WeekAnswers> weeks,
        List<ProgramCharts> programs,
        List<String> notes) {

    /** How many weeks a trend goes back: half a year. */
    public static final int TREND_WEEKS = 26;

    public ChartSet {
        weeks = List.copyOf(weeks);
        programs = List.copyOf(programs);
        notes = List.copyOf(notes);
    }

    /** The set reduced to one of its charts, as {@code /charts/PERIOD/CHART.json} serves it. */
    public ChartSet only(ChartResult chart) {
        List<ProgramCharts> of = programs.stream()
                .filter(program -> program.charts().contains(chart))
                .map(program -> new ProgramCharts(
                        program.program(), program.answers(), program.installations(), List.of(chart)))
                .toList();
        return new ChartSet(collection, config, period, answers, weeks, of, notes);
    }

    /**
     * The number of machines that can be asked, as measured in this period, by program name and by full chart ID.
     * Computed by {@link SamplingControl#effectiveInstallations}.
     */
    public Map<String, Double> measuredInstallations() {
        Map<String, Double> measured = new TreeMap<>();
        for (ProgramCharts program : programs) {
            double installations = program.installations().value();
            measured.put(program.program(), installations);
            for (ChartResult chart : program.charts()) {
                measured.put(
                        chart.title().chart(),
                        SamplingControl.effectiveInstallations(
                                installations, (double) chart.answers(), chart.effectiveSampleSize()));
            }
        }
        return measured;
    }

    /**
     * How many answers a week has.
     *
     * @param week the week's Monday
     * @param provisional whether more answers to it can still arrive
     */
    public record WeekAnswers(LocalDate week, long answers, boolean provisional) {}

    /**
     * The charts of one program.
     *
     * @param program the program's name
     * @param answers how many answers of the period its charts received
     * @param installations how many machines the program ran on in a week and again within the three weeks after,
     *     estimated from the answers to all charts that every machine is asked for; machines that did not run it again
     *     are missing, so this is a lower bound even where every machine is asked
     * @param charts in the order of their text
     */
    public record ProgramCharts(String program, long answers, Estimate installations, List<ChartResult> charts) {
        public ProgramCharts {
            charts = List.copyOf(charts);
        }
    }
}
