package dev.limpid.server.publish.index;

import dev.limpid.charts.Period;

/**
 * The charts of one period.
 *
 * @param period the period
 * @param revision 0 at first; one more whenever the figures changed
 * @param config the configuration that these charts belong to
 * @param answers how many answers they show
 * @param sha256 the digest of the JSON, in hexadecimal
 * @param version the publication that published this revision
 */
public record PublishedCharts(Period period, int revision, String config, long answers, String sha256, String version) {

    /** The file's name on disk; its address has no revision. */
    public String file() {
        return period.name() + ".r" + revision + ".json";
    }
}
