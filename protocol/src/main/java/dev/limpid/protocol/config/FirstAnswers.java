package dev.limpid.protocol.config;

import java.util.Arrays;

/**
 * How much of a chart's week counts for {@link SamplingControl}: of each network the first answers, up to four times as
 * many as the median network gave, or, if that is less in all, of each wider network up to twenty times its median. So who
 * forges answers from few networks cannot pass for many machines; where all networks give many it changes little. Of each
 * wider network the first {@value #VOTES} networks have a say in the median: networks of IPv6 are cheap by the thousand, and
 * who gave one answer from each of them could otherwise say that one is what networks give.
 *
 * <p>What is kept tells of no network what it gave: only how many gave an nth answer, and what the nth answers of all stand
 * for. Mutable, for one thread.
 */
public final class FirstAnswers {

    /** Of so many networks of a wider one it counts how much they gave. */
    public static final int VOTES = 8;

    private final Givers networks = new Givers(4);
    /** A wider network may give five times what a network may. */
    private final Givers wider = new Givers(20);

    /**
     * Counts answers.
     *
     * @param nth which answer of its network to this chart and week it is, from 1
     * @param nthOfWider which answer of the network around its network
     * @param votes whether its network is among the first {@value #VOTES} of the one around it
     * @param weight how many installations it stands for
     * @param times how many such answers there are
     */
    public void add(long nth, long nthOfWider, boolean votes, double weight, double times) {
        networks.add(nth, weight * times, votes ? times : 0);
        wider.add(nthOfWider, weight * times, times);
    }

    /** How many installations all answers stand for. */
    public double all() {
        return Arrays.stream(networks.installations).sum();
    }

    /** How many those stand for that count. */
    public double counted() {
        return Math.min(networks.counted(), wider.counted());
    }

    /** Networks of one size. */
    private static final class Givers {

        /** From this one on answers of a network are counted in one sum, and none of them counts. */
        private static final int LAST = 2048;

        private final int medians;
        /** By n, how many gave an nth answer, and how many installations the nth answers of all stand for. */
        private double[] gave = new double[8];

        private double[] installations = new double[8];

        Givers(int medians) {
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

        /** As many answers as half of those gave who gave any. */
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
