package dev.limpid.uploader.config.source;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What went wrong with relays that were asked for the log, one line per relay: from this check for the relays that it
 * asked, from earlier checks for the others. Used by one check.
 *
 * <pre>
 * https://relay.example.net/telemetry.example.org at 2026-11-28T02:00:00Z: …
 * </pre>
 *
 * <p>For one thread at a time.
 */
public final class RelayFailures {

    private static final int LONGEST = 400;

    private final List<String> lines = new ArrayList<>();
    private final Instant now;

    /** @param before the lines of earlier checks; lines of relays that are not asked any more are dropped */
    public RelayFailures(List<String> before, List<LogSource> places, Instant now) {
        this.now = now;
        for (String line : before) {
            if (places.stream().flatMap(place -> place.relay().stream()).anyMatch(relay -> isOf(relay, line))) {
                lines.add(line);
            }
        }
    }

    private static boolean isOf(String relay, String line) {
        return line.startsWith(relay + " at ");
    }

    /** Records that nothing went wrong at this place. */
    public void recordSuccess(LogSource place) {
        place.relay().ifPresent(relay -> lines.removeIf(line -> isOf(relay, line)));
    }

    /** Records a failure. Returns a sentence for it, which names the relay if the place is one. */
    public String recordFailure(LogSource place, IOException failure) {
        String why = String.valueOf(failure.getMessage()).replaceAll("\\s+", " ");
        if (place.relay().isEmpty()) {
            return why;
        }
        recordSuccess(place);
        String relay = place.relay().get();
        String found = failure instanceof NotFoundException ? "it does not serve the configuration: " + why : why;
        lines.add(relay + " at " + now + ": " + found.substring(0, Math.min(LONGEST, found.length())));
        return "the relay " + relay + ": " + found;
    }

    /** The lines to store, one for each relay that failed. */
    public List<String> lines() {
        return lines;
    }
}
