package dev.limpid.server.ops;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/**
 * Says of each kind of trouble once a minute what it is, and how often it came meanwhile, so that nobody can fill the
 * disk by making the same thing go wrong again and again. A kind is a text of ours with the class of what was thrown.
 * Safe for use by many threads: its map is concurrent.
 */
final class BoundedLog {

    private static final long EVERY_NANOS = Duration.ofMinutes(1).toNanos();

    private final Logger log;
    private final LongSupplier nanoTime;
    private final Map<String, Kind> kinds = new ConcurrentHashMap<>();

    /** @param silent how many were left out since something was said */
    private record Kind(long saidAt, long silent, boolean says) {}

    BoundedLog(Logger log, LongSupplier nanoTime) {
        this.log = log;
        this.nanoTime = nanoTime;
    }

    /** Says it with all that is known of the reason. */
    void error(String what, Throwable why) {
        say(what, why, text -> log.error(text, why));
    }

    /** Says it in one line. */
    void warn(String what, Throwable why) {
        say(what, why, text -> log.warn("{}: {}", text, String.valueOf(why.getMessage())));
    }

    private void say(String what, Throwable why, Consumer<String> line) {
        long now = nanoTime.getAsLong();
        long[] silent = {0};
        Kind kind = kinds.compute(what + why.getClass().getName(), (key, known) -> {
            if (known != null && now - known.saidAt() < EVERY_NANOS) {
                return new Kind(known.saidAt(), known.silent() + 1, false);
            }
            silent[0] = known == null ? 0 : known.silent();
            return new Kind(now, 0, true);
        });
        if (kind.says()) {
            line.accept(silent[0] == 0 ? what : what + ", and " + silent[0] + " times more since this was last said");
        }
    }
}
