package dev.limpid.uploader.config.source;

import dev.limpid.protocol.question.Relays;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * A place where the whole of a check is read. Where there are several, the next one is asked if one fails in any way; what
 * two of them say is not mixed, so that it is known who failed.
 *
 * @param relay the address of the relay that hands the log out here, if it is one
 * @param past whether it is past all relays, and asked only where nothing at all came back from any
 */
public record LogPlace(LogFetcher fetcher, Optional<String> relay, boolean past) {

    /** Says where the log is read. */
    public interface Choice {

        /**
         * The places, in the order in which they are asked.
         *
         * @param known the relays that are named by what is proven here
         * @throws IOException if it is not known where it may be read: then it is not
         */
        List<LogPlace> of(Optional<Relays> known) throws IOException;
    }

    /** The only one. */
    public static LogPlace only(LogFetcher fetcher) {
        return new LogPlace(fetcher, Optional.empty(), false);
    }
}
