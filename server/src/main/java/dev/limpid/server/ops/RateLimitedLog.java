package dev.limpid.server.ops;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Logs each kind of failure at most once a minute, with the number of repetitions, so that nobody can fill the disk by
 * causing the same failure again and again. A kind is a fixed text with the class of the exception. Safe for use by
 * many threads: its map is concurrent.
 */
final class RateLimitedLog {

    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /** @param suppressed how many were not logged since the last line */
    private record Kind(long loggedAt, long suppressed, boolean isLogged) {}

    RateLimitedLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** Logs a failure with its stack trace. */
    void error(String what, Throwable why) {
        log(what, why, text -> log.error(text, why));
    }

    /** Logs a failure in one line. */
    void warn(String what, Throwable why) {
        log(what, why, text -> log.warn("{}: {}", text, String.valueOf(why.getMessage())));
    }

    private void log(String what, Throwable why, Consumer<String> line) {
        long now = nanoTime.getAsLong();
        long[] suppressed = {0};
        Kind kind = kinds.compute(what + why.getClass().getName(), (key, known) -> {
            if (known != null && now - known.loggedAt() < EVERY_NANOS) {
                return new Kind(known.loggedAt(), known.suppressed() + 1, false);
            }
            suppressed[0] = known == null ? 0 : known.suppressed();
            return new Kind(now, 0, true);
        });
        if (kind.isLogged()) {
            line.accept(
                    suppressed[0] == 0 ? what : what + ", and " + suppressed[0] + " more times since the last message");
        }
    }
}
