package dev.limpid.protocol.sampling;

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
 * Computes the rates of the next configuration from published data. The server, {@code limpid config} and the
 * simulation in {@code docs/sampling.md} all use this class.
 *
 * <p>The measure is the {@linkplain #effectiveInstallations effective installations} of each chart's week: those that
 * its answers represent, each weighted by 1/rate of the configuration that it names, reduced where the weights differ.
 * A server knows networks, and counts only the {@linkplain NetworkCappedCount first answers} of each. A week is used once it
 * is over and late answers had some days to arrive. Rates change at most once a calendar week, so it does not matter
 * how often they are computed.
 */
public final class SamplingControl {

    /** How many weeks are used. */
    public static final int WEEKS = 4;

    /** How many days after a calendar week most of its reports have arrived. */
    private static final int SETTLED_DAYS = 2;

    /** A new rate is this many times the needed one; a rate stays while it is between the other two multiples. */
    private static final double AIM = 1.08;

    private static final double LEAST = 1.03;
    private static final double MOST = 1.35;

    /**
     * The most by which a rate can rise in one step, which makes up for a fall of participation to a tenth. The limit
     * is there because a week with hardly any answers does not show whether the machines are gone or the server could
     * not be reached.
     */
    private static final double MOST_RISE = 12;

    private static final MathContext THREE_DIGITS = new MathContext(3, RoundingMode.CEILING);

    private SamplingControl() {}

    /** The Mondays of the calendar weeks that are used on this day, the oldest first. */
    public static List<LocalDate> weeks(LocalDate today) {
        LocalDate last = lastSettled(today);
        List<LocalDate> weeks = new ArrayList<>();
        for (int back = WEEKS - 1; back >= 0; back--) {
            weeks.add(last.minusWeeks(back).minusDays(6));
        }
        return weeks;
    }

    /**
     * Whether rates may change on this day, if the configuration in force was published at the given time. They may
     * change once in a calendar week, from the day on which the previous week is used. If they changed before that day,
     * late answers to the week before would move them, and they would move again as soon as the previous week is used.
     * A time in the future comes from a clock that was ahead, and does not prevent a change.
     */
    public static boolean mayChangeRates(LocalDate today, Instant inForceSince) {
        LocalDate from =
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).plusDays(SETTLED_DAYS);
        LocalDate since = LocalDate.ofInstant(inForceSince, ZoneOffset.UTC);
        return !today.isBefore(from) && (since.isBefore(from) || since.isAfter(today.plusDays(1)));
    }

    private static LocalDate lastSettled(LocalDate today) {
        return today.minusDays(SETTLED_DAYS + 1L).with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    }

    /**
     * How many installations a chart's week shows, for setting rates: a rate r gives r times this number of effective
     * answers. If weights differ for long, because many machines answer by old rates, it is below the number of
     * installations.
     *
     * @param installations how many installations the answers represent
     * @param answers how many answers there are
     * @param effective how many answers of equal weight would be as accurate: (Σw)²/Σw² (L. Kish, Survey Sampling,
     *     1965)
     */
    public static double effectiveInstallations(double installations, double answers, double effective) {
        return answers <= 0 ? 0 : installations * Math.min(1, effective / answers);
    }

    /**
     * The same where the networks of the answers are known: reduced to the part that {@link NetworkCappedCount} counts.
     *
     * @param all how many installations the answers from known networks represent
     * @param counted how many of these installations count
     */
    public static double counted(double effective, double all, double counted) {
        return all <= 0 ? effective : effective * Math.min(1, counted / all);
    }

    /**
     * The number of installations to use: the median of the last four weeks, limited to the range of the last two. A
     * single unusual week, such as a flood or a holiday, moves it little. Growth shows a week late, a fall once two
     * weeks show it.
     *
     * @param weeks the number for each week, the oldest first; at least one
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
     * The rate for a chart. In one step it rises to at most {@value #MOST_RISE} times the previous rate, or falls to no
     * less than half. It stays the same while it is accurate enough and not much too high.
     *
     * @param error the sampling error that the chart asks for
     * @param installations how many take part, if that was measured; otherwise a new chart asks everybody
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
