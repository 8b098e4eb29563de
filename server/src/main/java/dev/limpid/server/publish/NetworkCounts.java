package dev.limpid.server.publish;

import dev.limpid.server.publish.index.NetworkHistogram;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;

/** Counts from how many networks a week's answers came. Safe for use by many threads. */
@FunctionalInterface
public interface NetworkCounts {

    /** Counts nothing. */
    NetworkCounts NONE = week -> Optional.empty();

    /** The histogram of a week; empty if it was not counted. */
    Optional<NetworkHistogram> of(LocalDate week) throws IOException;
}
