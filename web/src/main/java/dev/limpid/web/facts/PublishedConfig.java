package dev.limpid.web.facts;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One version of the collection configuration.
 *
 * @param published the day it was published, if that is known
 * @param config what may be sent
 * @param charts the charts it was generated from; empty if they are not known
 */
public record PublishedConfig(Optional<LocalDate> published, CollectionConfig config, List<Chart> charts) {
    public PublishedConfig {
        charts = List.copyOf(charts);
    }

    /** Its version, such as {@code v1.4.0}. */
    public String version() {
        return config.version();
    }
}
