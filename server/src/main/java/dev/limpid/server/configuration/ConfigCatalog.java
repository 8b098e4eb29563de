package dev.limpid.server.configuration;

import dev.limpid.protocol.chart.Chart;
import dev.limpid.protocol.question.CollectionConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/** Where published configurations come from: the collection's log. May block. */
public interface ConfigCatalog {

    /** When each version was published, oldest version first. */
    SortedMap<ConfigVersion, Instant> versions() throws IOException;

    /** The configuration of a version that {@link #versions} lists. */
    Optional<CollectionConfig> load(ConfigVersion version) throws IOException;

    /** The charts that such a configuration was made from. */
    List<Chart> charts(ConfigVersion version) throws IOException;
}
