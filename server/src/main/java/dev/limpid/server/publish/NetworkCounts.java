package dev.limpid.server.publish;

import dev.limpid.server.publish.index.Networks;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Optional;

/** Knows from how many networks a week's answers came. Safe for use by many threads. */
@FunctionalInterface
public interface NetworkCounts {

    /** Nobody counted. */
    NetworkCounts NONE = week -> Optional.empty();

    /** The histogram of a week, as far as it was counted; empty if it was not. */
    Optional<Networks> of(LocalDate week) throws IOException;
}
