package dev.limpid.server.intake;

/**
 * How much of a chart's week counts for sampling control; see {@link dev.limpid.protocol.config.FirstAnswers}.
 *
 * @param all how many installations the answers stand for of which the networks were known
 * @param counted how many of these count
 */
public record Counted(double all, double counted) {

    /** Of two processes. */
    public Counted plus(Counted other) {
        return new Counted(all + other.all, counted + other.counted);
    }
}
