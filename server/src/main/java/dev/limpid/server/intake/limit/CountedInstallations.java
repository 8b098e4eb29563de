package dev.limpid.server.intake.limit;

/**
 * How much of a chart's week counts towards sampling control; see {@link dev.limpid.protocol.sampling.NetworkCappedCount}.
 *
 * @param all how many installations are represented by the answers whose networks were known
 * @param counted how many of these installations count
 */
public record CountedInstallations(double all, double counted) {

    /** The sum of two processes. */
    public CountedInstallations plus(CountedInstallations other) {
        return new CountedInstallations(all + other.all, counted + other.counted);
    }
}
