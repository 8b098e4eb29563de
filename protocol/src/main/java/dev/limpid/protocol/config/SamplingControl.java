package dev.limpid.protocol.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The rates of the next configuration from what was published. The server, {@code limpid config} and the simulation of
 * {@code docs/sampling.md} all ask here.
 *
 * <p>What is measured is what each chart's week {@link #told}: the installations that its answers stand for, each weighed
 * by 1/rate of the configuration that it names, as far as the answers are as good as answers of one weight; of each
 * network the {@linkplain FirstAnswers first answers}, where networks are known, as they are to a server. What a week says
 * counts once the week is over and its answers had some days to come; rates move once a calendar week at most, so it does
 * not matter how often anybody asks.
 */
public final class SamplingControl {

    /** So many weeks are looked at. */
    public static final int WEEKS = 4;

    /** How many days after a calendar week most of its reports have come. */
    private static final int SETTLED_DAYS = 2;

    /** A rate is set to this much more than what is needed, and stays while it is between the two others. */
    private static final double AIM = 1.08;

    private static final double LEAST = 1.03;
    private static final double MOST = 1.35;

    /**
     * A rate rises to at most so many times what it was, so that a fall to a tenth is made up for by one move. Of weeks in
     * which hardly an answer came it is not known whether the machines are gone or the way to the server was.
     */
    private static final double MOST_RISE = 12;

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.CEILING);

    private SamplingControl() {}

    /** The Mondays of the calendar weeks that count on this day, the oldest first. */
    public static List<LocalDate> weeks(LocalDate today) {
        LocalDate last = lastSettled(today);
        List<LocalDate> weeks = new ArrayList<>();
        for (int back = WEEKS - 1; back >= 0; back--) {
            weeks.add(last.minusWeeks(back).minusDays(6));
        }
        return weeks;
    }

    /**
     * Whether rates may move again on this day, if the configuration in force was published at that time: from the day of
     * the calendar week on which the last one counts, once. Not on the days before: they would move by late answers to the
     * week before the last, and again as soon as the last one counts. A time to come is that of a clock that was ahead, and
     * keeps no rate.
     */
    public static boolean mayMove(LocalDate today, Instant inForceSince) {
        LocalDate from =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusDays(SETTLED_DAYS);
        LocalDate since = LocalDate.ofInstant(inForceSince, ZoneOffset.UTC);
        return !today.isBefore(from) && (since.isBefore(from) || since.isAfter(today.plusDays(1)));
    }

    private static LocalDate lastSettled(LocalDate today) {
        return today.minusDays(SETTLED_DAYS + 1L).with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    }

    /**
     * What a chart's week tells of how many there are to ask. A rate r gets as many effective answers of this number as
     * r of it: where weights differ for long, since many answer by old rates, it is less than the installations are.
     *
     * @param installations how many the answers stand for
     * @param answers how many answers there are
     * @param effective how many answers of one weight would say as much: (Σw)²/Σw² (L. Kish, Survey Sampling, 1965)
     */
    public static double told(double installations, double answers, double effective) {
        return answers <= 0 ? 0 : installations * Math.min(1, effective / answers);
    }

    /**
     * The same where it is known from which networks the answers came: as much of it as {@link FirstAnswers} say.
     *
     * @param all how many installations those answers stand for of which the networks are known
     * @param counted how many of these count; all of them if nothing is known
     */
    public static double counted(double told, double all, double counted) {
        return all <= 0 ? told : told * Math.min(1, counted / all);
    }

    /**
     * The number of installations to go by: the median of the last four weeks, brought between the last two. One week that
     * is unlike the others, a flood or a holiday, moves it little. Growth shows a week later than it might, a fall as soon
     * as two weeks tell of it.
     *
     * @param weeks how many each week told of, the oldest first; at least one
     */
    public static double installations(List<Double> weeks) {
        List<Double> last = weeks.subList(Math.max(0, weeks.size() - WEEKS), weeks.size());
        List<Double> sorted = new ArrayList<>(last);
        sorted.sort(null);
        int half = sorted.size() / 2;
        double median = sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
        double one = last.get(last.size() - 1);
        double before = last.get(Math.max(0, last.size() - 2));
        return Math.max(Math.min(one, before), Math.min(Math.max(one, before), median));
    }

    /**
     * The rate for a chart. It rises at once, to {@value #MOST_RISE} times what it was at most, falls by at most half, and
     * stays as it is while it serves.
     *
     * @param error what the chart asks for
     * @param installations how many take part, if that was measured; a new chart asks everybody if not
     * @param inForce the rate in force, or 0
     */
    public static double rate(double error, Optional<Long> installations, double inForce) {
        double most = inForce > 0 ? Math.min(1, MOST_RISE * inForce) : 1;
        if (installations.isEmpty()) {
            return rounded(most);
        }
        double enough = (double) SampleSize.reportsFor(error) / Math.max(1, installations.get());
        if (inForce >= Math.min(1, enough * LEAST) && inForce <= Math.min(1, enough * MOST)) {
            return inForce;
        }
        double aim = Math.max(enough * AIM, Math.max(inForce / 2, SampleSize.LEAST_RATE));
        return rounded(Math.min(most, aim));
    }

    private static double rounded(double rate) {
        return Math.min(1, new BigDecimal(rate).round(THREE_DIGITS).doubleValue());
    }
}
