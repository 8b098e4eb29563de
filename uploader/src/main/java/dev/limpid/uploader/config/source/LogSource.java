package dev.limpid.uploader.config.source;

import dev.limpid.protocol.question.Relays;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A place from which all the data of one check is read. If there are several and one fails in any way, the next one is
 * asked. Responses of two places are not mixed, so that it is known which one failed.
 *
 * @param relay the address of the relay, if this place is a relay that serves the log
 * @param bypassesRelays whether this place bypasses all relays, and is asked only if no relay replied at all
 */
public record LogSource(LogFetcher fetcher, Optional<String> relay, boolean bypassesRelays) {

    /** Chooses where the log is read. */
    public interface Choice {

        /**
         * The places, in the order in which they are asked.
         *
         * @param known the relays that the configurations proven here name
         * @throws IOException if it is not known where the log may be read; then it is not read
         */
        List<LogSource> of(Optional<Relays> known) throws IOException;
    }

    /** The only place. */
    public static LogSource only(LogFetcher fetcher) {
        return new LogSource(fetcher, Optional.empty(), false);
    }
}
