package dev.limpid.protocol.review.plan;

import dev.limpid.protocol.answer.AnswerCodec;
import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.CollectionConfig.Program;
import dev.limpid.protocol.question.Question;
import dev.limpid.protocol.question.generate.ChartRates;
import dev.limpid.protocol.review.difference.ComparableQuestions;
import dev.limpid.protocol.sampling.Participation;
import dev.limpid.protocol.sampling.SampleSize;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** How many answers each chart needs, how accurate it will be, and how much it asks of a machine. */
public final class CollectionPlan {

    private static final double WEEKS_A_YEAR = 365.25 / 7;

    private CollectionPlan() {}

    /**
     * What to expect from a chart.
     *
     * @param chart the chart
     * @param needed how many answers a week give its error at 99% confidence
     * @param available how many answers a week there are if all participants are asked; empty if that was never
     *     measured
     * @param rate the share of participants that will be asked
     * @param expected how many answers a week to expect at that rate; empty if participation was never measured
     * @param error the sampling error of a week's share at 99% confidence; empty if participation was never measured
     * @param weeks how many weeks together give the error that the chart asks for; empty if participation was never
     *     measured
     * @param answerBytes about how many bytes an answer has that counts everything the chart asks for, or one stack
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
            long answerBytes,
            boolean active) {

        /** How often a machine answers in a year, if the program runs on it every week. */
        public double answersPerYear() {
            return rate * WEEKS_A_YEAR;
        }

        /** About how many bytes of answers a machine sends in a week, on average over all participants. */
        public double bytesPerWeek() {
            return rate * answerBytes;
        }
    }

    /** A row for each chart, in order, for a new collection. */
    public static List<Row> of(List<Chart> charts, Participation participation, LocalDate today) {
        return of(charts, participation, Optional.empty(), today);
    }

    /**
     * A row for each chart, in order.
     *
     * @param inForce the configuration whose rates are kept where they are still suitable
     */
    public static List<Row> of(
            List<Chart> charts, Participation participation, Optional<CollectionConfig> inForce, LocalDate today) {
        ChartRates rates = new ChartRates(participation, inForce);
        return charts.stream()
                .map(chart -> row(chart, participation, rates, today))
                .toList();
    }

    private static Row row(Chart chart, Participation participation, ChartRates rates, LocalDate today) {
        long needed = SampleSize.reportsFor(chart.error());
        Optional<Long> available = participation.of(chart.program());
        double rate = Math.max(Question.LEAST_RATE, rates.of(chart));
        Optional<Double> expected = available.map(machines -> machines * rate);
        return new Row(
                chart,
                needed,
                available,
                rate,
                expected,
                expected.map(SampleSize::errorOf),
                expected.filter(answers -> answers > 0).map(answers -> (long) Math.ceil(needed / answers)),
                bytes(chart, today),
                !chart.isExpired(today));
    }

    private static long bytes(Chart chart, LocalDate today) {
        CollectionConfig config =
                ComparableQuestions.of(List.of(chart), List.of()).config().withVersion("v1.0.0");
        Program program = config.programs().get(0);
        LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return AnswerCodec.toJson(
                        ExampleAnswer.of(config, program, program.questions().get(0), monday, Integer.MAX_VALUE))
                .length;
    }
}
