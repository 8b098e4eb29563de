package dev.limpid.web;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.web.facts.CollectionInfo;
import dev.limpid.web.facts.DataWeek;
import dev.limpid.web.facts.LogView;
import dev.limpid.web.facts.PublishedConfig;
import dev.limpid.web.facts.ServerRules;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The source of a site's values: the server's disk, or the memory of a test. Safe for use by many threads. */
public interface SiteSource {

    /** The collection whose site it is. */
    CollectionInfo facts();

    /** What the server does with answers. */
    ServerRules rules();

    /** The periods that have charts, in any order. */
    List<Period> periods() throws IOException;

    /** The charts of one period as the pages show them, if they were published. */
    Optional<ChartSet> charts(Period period) throws IOException;

    /** The charts of one period exactly as they were published, for downloads. */
    default Optional<ChartSet> published(Period period) throws IOException {
        return charts(period);
    }

    /** The versions of the configuration, oldest first; empty before the first was published. */
    List<PublishedConfig> configurations() throws IOException;

    /** The head of the log, if there is one. */
    Optional<LogView> log() throws IOException;

    /** The published files, in any order. */
    List<DataWeek> data() throws IOException;
}
