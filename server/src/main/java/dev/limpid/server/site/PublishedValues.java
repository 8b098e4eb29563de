package dev.limpid.server.site;

import dev.limpid.charts.ChartSet;
import dev.limpid.charts.Period;
import dev.limpid.web.facts.DataWeek;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** The published charts and data of a collection. Safe for use by many threads. */
public interface PublishedValues {

    /** Nothing is published yet. */
    PublishedValues NONE = new PublishedValues() {
        @Override
        public List<Period> periods() {
            return List.of();
        }

        @Override
        public Optional<ChartSet> charts(Period period) {
            return Optional.empty();
        }

        @Override
        public List<DataWeek> data() {
            return List.of();
        }
    };

    /** The periods that have charts. */
    List<Period> periods() throws IOException;

    /** The charts of a period, as published. */
    Optional<ChartSet> charts(Period period) throws IOException;

    /** The weeks that have data. */
    List<DataWeek> data() throws IOException;
}
