package dev.limpid.server.intake;

import dev.limpid.protocol.config.NetworkShare;
import dev.limpid.protocol.report.ReportWeek;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Which answers are taken, and how many of one network.
 *
 * @param perMinute how many answers one network may send in a minute, 0 for any number
 * @param perDay how many answers one network may send in a day, 0 for any number
 * @param weekAge how long after its end a week is still answered
 * @param configAge how long a configuration may be named after a newer one took its place
 * @param networkShare what part of a chart's week one network may give, 0 for any; see {@link NetworkAllowance}
 */
public record IntakeLimits(int perMinute, int perDay, Duration weekAge, Duration configAge, double networkShare) {

    /**
     * How long a machine may still answer by a configuration that a newer one replaced: it may not look for two weeks,
     * then leaves the newer one on show for one, and an answer may come four weeks after that.
     */
    public static final Duration CONFIG_AGE = Duration.ofDays(14 + 7 + 28);

    /** A fiftieth: whatever a network says with it moves a share of a half by less than one percentage point. */
    public static final double NETWORK_SHARE = NetworkShare.USUAL;

    public IntakeLimits {
        if (!(networkShare >= 0 && networkShare <= 1)) {
            throw new IllegalArgumentException("a network's share is " + networkShare + ", expected 0 to 1");
        }
    }

    /** What a public server wants. */
    public static IntakeLimits usual() {
        return new IntakeLimits(6_000, 200_000, Duration.ofDays(ReportWeek.LATE_DAYS), CONFIG_AGE, NETWORK_SHARE);
    }

    /** Without limits on networks, for servers that one network sends everything to. */
    public IntakeLimits forOneNetwork() {
        return new IntakeLimits(0, 0, weekAge, configAge, 0);
    }

    /**
     * Whether an answer to a calendar week may still come.
     *
     * @param monday the week's first day
     */
    public boolean mayCome(LocalDate monday, LocalDate today) {
        return !today.isAfter(lastDay(monday));
    }

    /** The last day on which a calendar week is answered: of a home whose own week ended with it. */
    public LocalDate lastDay(LocalDate monday) {
        return monday.plusDays(ReportWeek.DAYS + weekAge.toDays());
    }
}
