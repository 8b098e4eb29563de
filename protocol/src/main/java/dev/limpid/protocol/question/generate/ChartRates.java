package dev.limpid.protocol.question.generate;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SamplingControl;
import java.util.List;
import java.util.Optional;

/** The rates that charts need, given the rates in force; see {@link SamplingControl}. Safe for many threads. */
public final class ChartRates {

    /**
     * Rates take effect only on machines that fetch them: if fewer did, the response to one week's growth would come
     * after the next.
     */
    private static final double LEAST_FETCH_RATE = 0.5;

    private final Participation participation;
    private final Optional<CollectionConfig> inForce;

    public ChartRates(Participation participation, Optional<CollectionConfig> inForce) {
        this.participation = participation;
        this.inForce = inForce;
    }

    /**
     * The share of machines that a chart asks. An unchanged chart keeps its rate while that is accurate enough and not
     * much too high.
     */
    public double of(Chart chart) {
        double now = inForce.flatMap(config -> config.question(chart.program() + "/" + chart.id()))
                .map(Question::rate)
                .orElse(0.0);
        return now > 0 && !participation.allowsRateChange()
                ? now
                : SamplingControl.rate(chart.error(), participation.of(chart), now);
    }

    /**
     * The share of machines that look for a newer configuration in a week: the highest rate of these charts, at least
     * {@value #LEAST_FETCH_RATE}.
     */
    public double fetchRate(List<Chart> charts) {
        return Math.max(
                LEAST_FETCH_RATE, charts.stream().mapToDouble(this::of).max().orElse(0));
    }
}
