package dev.limpid.protocol.sampling;

/**
 * How many reports are needed for an accuracy. A share p estimated from n random reports lies within z·√(p(1−p)/n) of
 * the truth; at worst, p = 1/2, an error e takes n = z²/(4e²), however many installations there are. (Cochran, Sampling
 * Techniques, 3rd edition, 4.4; Cox, "The Design of Transparent Telemetry".)
 */
public final class SampleSize {

    /** The 99.5% quantile of the normal distribution: 99% of it lies within ±z. */
    public static final double Z99 = 2.5758293035489004;

    /** The lowest rate, so that no report represents more than 100,000 installations. */
    public static final double LEAST_RATE = 1e-5;

    private SampleSize() {}

    /** The reports needed for a sampling error at 99% confidence: 16,588 for 0.01. */
    public static long reportsFor(double error) {
        return (long) Math.ceil(Z99 * Z99 / (4 * error * error));
    }

    /** The sampling error at 99% confidence of this many reports; at most 1. */
    public static double errorOf(double reports) {
        return reports <= 0 ? 1 : Math.min(1, Z99 / (2 * Math.sqrt(reports)));
    }
}
