package dev.limpid.server.intake.limit;

import dev.limpid.server.http.Sender;
import dev.limpid.server.publish.NetworkCounts;
import dev.limpid.server.publish.index.NetworkHistogram;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * How much networks gave to the weeks that still accept answers, so that none gives more to a chart than its share. All
 * of it is in memory and ends with the process: salt and sums on a disk could be searched for every possible network.
 * So a network may give its share again after a restart. Safe for use by many threads: this object's monitor guards the
 * weeks.
 */
public final class NetworkShares implements NetworkCounts {

    private final SecureRandom random;
    private final Set<LocalDate> begunBefore;
    private final Map<LocalDate, NetworkWeek> weeks = new TreeMap<>();

    /**
     * Starts with nothing given.
     *
     * @param begunBefore the Mondays of weeks that had answers before this process began: nobody knows from how
     *     many networks
     */
    public NetworkShares(SecureRandom random, Set<LocalDate> begunBefore) {
        this.random = random;
        this.begunBefore = Set.copyOf(begunBefore);
    }

    /**
     * The amount reserved for an answer. Call one of the two methods once it is known whether the answer was stored.
     */
    public interface Reservation {

        /** The answer was stored, and is new. */
        void keep();

        /** Nothing was stored for it. */
        void giveBack();
    }

    private final class OfNetwork implements Reservation {
        private final LocalDate week;
        private final NetworkWeek.Reserved reserved;

        private OfNetwork(LocalDate week, NetworkWeek.Reserved reserved) {
            this.week = week;
            this.reserved = reserved;
        }

        @Override
        public void keep() {
            synchronized (NetworkShares.this) {
                NetworkWeek open = weeks.get(week);
                if (open != null) {
                    open.keep(reserved);
                }
            }
        }

        @Override
        public void giveBack() {
            synchronized (NetworkShares.this) {
                NetworkWeek open = weeks.get(week);
                if (open != null) {
                    open.giveBack(reserved);
                }
            }
        }
    }

    /** Reserves the amount of an answer; empty if its network has given its share. */
    public synchronized Optional<Reservation> reserve(
            Sender sender, LocalDate week, String chart, double installations, NetworkAllowance allowance) {
        return weeks.computeIfAbsent(week, any -> NetworkWeek.begin(random))
                .reserve(sender, chart, installations, allowance)
                .map(reserved -> new OfNetwork(week, reserved));
    }

    /**
     * An answer through a relay, which is not limited here: the relay limits each network, and its budget limits the
     * relay.
     */
    public Reservation relayed(String relay, LocalDate week, String chart, double installations) {
        return new Reservation() {
            @Override
            public void keep() {
                synchronized (NetworkShares.this) {
                    weeks.computeIfAbsent(week, any -> NetworkWeek.begin(random))
                            .keepRelayed(relay, chart, installations);
                }
            }

            @Override
            public void giveBack() {
                // Nothing was reserved.
            }
        };
    }

    /** Whether it is the first refused answer of the sender's network to this week. */
    public synchronized boolean isFirstRefusal(Sender sender, LocalDate week) {
        return weeks.computeIfAbsent(week, any -> NetworkWeek.begin(random)).isFirstRefusal(sender);
    }

    /** How many networks gave how many answers to a week that still accepts answers; empty if unknown. */
    @Override
    public synchronized Optional<NetworkHistogram> of(LocalDate monday) {
        return begunBefore.contains(monday)
                ? Optional.empty()
                : Optional.ofNullable(weeks.get(monday)).map(NetworkWeek::histogram);
    }

    /** How much of what this process accepted counts, by chart, for each week that still accepts answers. */
    public synchronized Map<LocalDate, Map<String, CountedInstallations>> counted() {
        Map<LocalDate, Map<String, CountedInstallations>> counted = new TreeMap<>();
        weeks.forEach((monday, week) -> {
            Map<String, CountedInstallations> charts = new TreeMap<>();
            week.first()
                    .forEach((chart, first) ->
                            charts.put(chart, new CountedInstallations(first.all(), first.counted())));
            counted.put(monday, charts);
        });
        return counted;
    }

    /**
     * Forgets weeks.
     *
     * @param accepts whether a week still accepts answers; those that do are kept
     */
    public synchronized void forgetAllBut(Predicate<LocalDate> accepts) {
        weeks.keySet().removeIf(accepts.negate());
    }
}
