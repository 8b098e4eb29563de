package dev.limpid.server.intake;

import dev.limpid.protocol.report.ReportWeek;
import dev.limpid.protocol.sampling.NetworkShare;
import dev.limpid.server.intake.limit.NetworkAllowance;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Which answers are accepted, and how many per network.
 *
 * @param perMinute how many answers one network may send in a minute, 0 for any number
 * @param perDay how many answers one network may send in a day, 0 for any number
 * @param weekAge how long after its end a week still accepts answers
 * @param configAge how long a configuration may be named after a newer one replaced it
 * @param networkShare what share of a chart's week one network may give, 0 for any; see {@link NetworkAllowance}
 */
public record IntakeLimits(int perMinute, int perDay, Duration weekAge, Duration configAge, double networkShare) {

    /**
     * How long a machine may still answer under a replaced configuration: it may go two weeks without looking for a new
     * one, then shows it for one week before using it, and an answer may arrive four weeks after that.
     */
    public static final Duration CONFIG_AGE = Duration.ofDays(14 + 7 + 28);

    /** A fiftieth: with it, a network can move a share of one half by less than one percentage point. */
    public static final double NETWORK_SHARE = NetworkShare.USUAL;

    public IntakeLimits {
        if (!(networkShare >= 0 && networkShare <= 1)) {
            throw new IllegalArgumentException("a network's share is " + networkShare + ", expected 0 to 1");
        }
    }

    /** The limits for a public server. */
    public static IntakeLimits usual() {
        return new IntakeLimits(6_000, 200_000, Duration.ofDays(ReportWeek.LATE_DAYS), CONFIG_AGE, NETWORK_SHARE);
    }

    /** These limits, without those on networks, for servers whose answers all come from one network. */
    public IntakeLimits forOneNetwork() {
        return new IntakeLimits(0, 0, weekAge, configAge, 0);
    }

    /**
     * Whether a calendar week still accepts answers.
     *
     * @param monday the week's first day
     */
    public boolean acceptsAnswers(LocalDate monday, LocalDate today) {
        return !today.isAfter(lastDay(monday));
    }

    /** The last day on which a calendar week accepts answers: those of a home whose own week ended on its last day. */
    public LocalDate lastDay(LocalDate monday) {
        return monday.plusDays(ReportWeek.DAYS + weekAge.toDays());
    }
}
