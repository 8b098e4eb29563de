package dev.limpid.protocol.sampling;

import java.util.Arrays;

/**
 * The installations of a chart's week that {@link SamplingControl} counts. Of each network only the first answers
 * count, up to four times as many as the median network gave. The same is done for wider networks with up to twenty
 * times their median, and the lower of both totals is used. So somebody who forges answers from a few networks cannot
 * pass for many machines; where all networks give many answers, little changes. Only the first {@value #VOTES} networks
 * of each wider network enter the median: IPv6 networks are cheap by the thousand, and one answer from each of
 * thousands would otherwise lower the median to one.
 *
 * <p>Nothing is kept about a single network: only how many networks gave an nth answer, and how many installations all
 * nth answers represent. Mutable, for one thread.
 */
public final class NetworkCappedCount {

    /** How many networks of a wider network enter the median. */
    public static final int VOTES = 8;

    private final NetworkTally networks = new NetworkTally(4);
    /** A wider network may give five times as much as a network. */
    private final NetworkTally wider = new NetworkTally(20);

    /**
     * Counts answers.
     *
     * @param nth the number of the answer among those of its network to this chart and week, from 1
     * @param nthOfWider its number among the answers of the wider network around its network
     * @param votes whether its network is among the first {@value #VOTES} of the wider network
     * @param weight how many installations it represents
     * @param times how many such answers there are
     */
    public void add(long nth, long nthOfWider, boolean votes, double weight, double times) {
        networks.add(nth, weight * times, votes ? times : 0);
        wider.add(nthOfWider, weight * times, times);
    }

    /** How many installations all answers represent. */
    public double all() {
        return Arrays.stream(networks.installations).sum();
    }

    /** How many installations the counted answers represent. */
    public double counted() {
        return Math.min(networks.counted(), wider.counted());
    }

    /** The answers of networks of one size. */
    private static final class NetworkTally {

        /** From this number on, the answers of a network are kept in one sum and do not count. */
        private static final int LAST = 2048;

        private final int medians;
        /** By n: how many networks gave an nth answer, and how many installations all nth answers represent. */
        private double[] gave = new double[8];

        private double[] installations = new double[8];

        NetworkTally(int medians) {
            this.medians = medians;
        }

        void add(long nth, double weight, double times) {
            int at = (int) Math.min(nth, LAST);
            if (at >= gave.length) {
                int length = Math.min(LAST + 1, Math.max(at + 1, 2 * gave.length));
                gave = Arrays.copyOf(gave, length);
                installations = Arrays.copyOf(installations, length);
            }
            gave[at] += times;
            installations[at] += weight;
        }

        double counted() {
            int end = Math.min(medians * median() + 1, installations.length);
            return Arrays.stream(installations, 0, Math.min(LAST, end)).sum();
        }

        /** The number of answers that at least half of the networks gave, of those that gave any. */
        private int median() {
            int end = Math.min(LAST, gave.length);
            double any = Arrays.stream(gave, 0, end).max().orElse(0);
            int median = 1;
            while (median + 1 < end && 2 * gave[median + 1] >= any) {
                median++;
            }
            return median;
        }
    }
}
