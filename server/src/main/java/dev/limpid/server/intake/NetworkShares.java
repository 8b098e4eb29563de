package dev.limpid.server.intake;

import dev.limpid.server.http.Sender;
import dev.limpid.server.publish.NetworkCounts;
import dev.limpid.server.publish.index.Networks;
import java.security.SecureRandom;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What networks gave to the weeks that may still be answered, so that none gives more of a chart than its share. All of
 * it is in memory and ends with the process: on a disk, salt beside sums, it could be searched for every network there
 * is. So a network may give its share once more after a restart. Safe for use by many threads: this object's monitor
 * guards the weeks.
 */
public final class NetworkShares implements NetworkCounts {

    private final SecureRandom random;
    private final Set<LocalDate> begunBefore;
    private final Map<LocalDate, NetworkWeek> weeks = new TreeMap<>();

    /**
     * Nothing was given yet.
     *
     * @param begunBefore the Mondays of weeks to which answers came before this process began: from how many networks, nobody
     *     knows any more
     */
    public NetworkShares(SecureRandom random, Set<LocalDate> begunBefore) {
        this.random = random;
        this.begunBefore = Set.copyOf(begunBefore);
    }

    /** What was set aside for an answer. One of the two is to be called when it is known what became of the answer. */
    interface Reservation {

        /** The answer is stored, and was not there before. */
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

    /** Sets aside what an answer stands for, or nothing if its network has given what it may. */
    synchronized Optional<Reservation> reserve(
            Sender sender, LocalDate week, String chart, double installations, NetworkAllowance allowance) {
        return weeks.computeIfAbsent(week, any -> NetworkWeek.begin(random))
                .reserve(sender, chart, installations, allowance)
                .map(reserved -> new OfNetwork(week, reserved));
    }

    /**
     * Whatever a relay brings is taken: how much one network may send through it, the relay sees to, and how much the
     * relay may bring, its budget.
     */
    Reservation relayed(String relay, LocalDate week, String chart, double installations) {
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
                // Nothing was set aside.
            }
        };
    }

    /** Whether it is the first answer to this week that is refused of the sender's network. */
    synchronized boolean isFirstRefusal(Sender sender, LocalDate week) {
        return weeks.computeIfAbsent(week, any -> NetworkWeek.begin(random)).isFirstRefusal(sender);
    }

    /** How many networks gave how many answers to a week that may still be answered; empty if that is not known. */
    @Override
    public synchronized Optional<Networks> of(LocalDate monday) {
        return begunBefore.contains(monday)
                ? Optional.empty()
                : Optional.ofNullable(weeks.get(monday)).map(NetworkWeek::histogram);
    }

    /** Of each week that may still be answered, by chart, how much counts of what this process took. */
    public synchronized Map<LocalDate, Map<String, Counted>> counted() {
        Map<LocalDate, Map<String, Counted>> counted = new TreeMap<>();
        weeks.forEach((monday, week) -> {
            Map<String, Counted> charts = new TreeMap<>();
            week.first().forEach((chart, first) -> charts.put(chart, new Counted(first.all(), first.counted())));
            counted.put(monday, charts);
        });
        return counted;
    }

    /** Forgets the weeks that may not be answered any more. */
    public synchronized void forget(IntakeLimits limits, LocalDate today) {
        weeks.keySet().removeIf(week -> !limits.mayCome(week, today));
    }
}
