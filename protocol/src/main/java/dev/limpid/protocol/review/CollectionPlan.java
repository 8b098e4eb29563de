package dev.limpid.protocol.review;

import dev.limpid.protocol.config.Chart;
import dev.limpid.protocol.config.Participation;
import dev.limpid.protocol.config.SampleSize;
import dev.limpid.protocol.config.SteadyRates;
import dev.limpid.protocol.config.UploadConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** How many reports each chart takes, and how accurate it will be. */
public final class CollectionPlan {

    private CollectionPlan() {}

    /**
     * What to expect of a chart.
     *
     * @param chart the chart
     * @param needed reports a week for its error at 99% confidence
     * @param available reports a week if all that take part were asked; empty if that was never measured
     * @param rate the share that will be asked
     * @param expected reports a week at that rate; empty if participation was never measured
     * @param error the sampling error of a week's share at 99% confidence; empty likewise
     * @param weeks how many weeks must be taken together for the error that was asked for; empty likewise
     * @param active false if the chart has expired
     */
    public record Row(
            Chart chart,
            long needed,
            Optional<Long> available,
            double rate,
            Optional<Double> expected,
            Optional<Double> error,
            Optional<Long> weeks,
            boolean active) {}

    /** A row for each chart, in their order, for a collection that begins. */
    public static List<Row> of(List<Chart> charts, Participation participation, LocalDate today) {
        return of(charts, participation, Optional.empty(), today);
    }

    /**
     * A row for each chart, in their order.
     *
     * @param inForce the configuration whose rates stay while they serve
     */
    public static List<Row> of(
            List<Chart> charts, Participation participation, Optional<UploadConfig> inForce, LocalDate today) {
        SteadyRates rates = new SteadyRates(participation, inForce);
        return charts.stream()
                .map(chart -> row(chart, participation, rates, today))
                .toList();
    }

    private static Row row(Chart chart, Participation participation, SteadyRates rates, LocalDate today) {
        long needed = SampleSize.reportsFor(chart.error());
        Optional<Long> available = participation.of(chart.program());
        double rate = rates.of(chart);
        Optional<Double> expected = available.map(reports -> reports * rate);
        return new Row(
                chart,
                needed,
                available,
                rate,
                expected,
                expected.map(SampleSize::errorOf),
                expected.filter(reports -> reports > 0).map(reports -> (long) Math.ceil(needed / reports)),
                !chart.isExpired(today));
    }
}
