package dev.limpid.protocol.config;

/**
 * How much of a chart's week the answers of one network may stand for: a share of what the chart needs, or of what there is
 * where that is less. With a fiftieth of them a network that says the same in all its answers moves a share of a half by 0.98
 * percentage points.
 *
 * <p>{@value #ANSWERS} answers are always taken: they move a share by less than its own interval is wide, however few answers
 * there are, and so many people share an address in an office.
 */
public final class NetworkShare {

    /** The share, unless a server says otherwise. */
    public static final double USUAL = 0.02;

    /** So many answers of one network are always taken. */
    public static final int ANSWERS = 20;

    private NetworkShare() {}

    /**
     * How many installations one network may stand for in a chart's week.
     *
     * @param share a network's share of a chart's week
     * @param error the sampling error that the chart asks for
     * @param rate the chart's rate in the newest configuration
     * @param installations how many there are; infinite if that is not known
     */
    public static double installations(double share, double error, double rate, double installations) {
        double needed = SampleSize.reportsFor(error) / rate;
        return Math.max(ANSWERS / rate, share * Math.min(needed, installations));
    }

    /**
     * How many answers of one network may be in a chart at most, of what is published alone: of a chart that has more answers
     * than it needs even less were taken.
     *
     * @param answers of the chart
     * @param weeks of which they are
     */
    public static double most(long answers, int weeks) {
        return Math.max(ANSWERS * (double) Math.max(1, weeks), USUAL * answers);
    }
}
