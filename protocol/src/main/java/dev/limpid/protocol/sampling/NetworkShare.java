package dev.limpid.protocol.sampling;

/**
 * How much of a chart's week the answers of one network may represent: a share of the answers that the chart needs, or
 * of those that there are, if they are fewer. With a fiftieth of the answers, a network that always gives the same
 * answer moves a share of one half by 0.98 percentage points.
 *
 * <p>{@value #ANSWERS} answers are always accepted: they move a share by less than the width of its own interval,
 * however few answers there are, and that many people can share an address in an office.
 */
public final class NetworkShare {

    /** The default share. */
    public static final double USUAL = 0.02;

    /** How many answers of one network are always accepted. */
    public static final int ANSWERS = 20;

    private NetworkShare() {}

    /**
     * How many installations one network may represent in a chart's week.
     *
     * @param share a network's share of a chart's week
     * @param error the sampling error that the chart asks for
     * @param rate the chart's rate in the newest configuration
     * @param installations how many installations there are; infinite if unknown
     */
    public static double installations(double share, double error, double rate, double installations) {
        double needed = SampleSize.reportsFor(error) / rate;
        return Math.max(ANSWERS / rate, share * Math.min(needed, installations));
    }

    /**
     * The most answers of one network that a chart can contain, judged by the published data alone. If a chart has more
     * answers than it needs, the server accepted even fewer.
     *
     * @param answers the number of the chart's answers
     * @param weeks the number of weeks that they are about
     */
    public static double maxAnswers(long answers, int weeks) {
        return Math.max(ANSWERS * (double) Math.max(1, weeks), USUAL * answers);
    }
}
