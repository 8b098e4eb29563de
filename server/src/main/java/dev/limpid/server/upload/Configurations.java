package dev.limpid.server.upload;

import dev.limpid.protocol.config.UploadConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The configurations under which reports are taken: every published version whose successor is not older than the
 * allowed age. A version that is not known is looked for in the log before it is refused, since another node may have
 * published it; not more than once a second, whatever versions senders make up. Safe for use by many threads.
 */
public final class Configurations {

    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int CACHED = 64;

    private final ConfigSource source;
    private final Clock clock;
    private final Duration age;
    private final LongSupplier nanoTime;
    private final Map<ConfigVersion, UploadConfig> cache = Collections.synchronizedMap(new Cache());
    private volatile SortedMap<ConfigVersion, Instant> versions = Collections.emptySortedMap();
    private boolean looked;
    private long lookedAt;

    private static final class Cache extends LinkedHashMap<ConfigVersion, UploadConfig> {

        private static final long serialVersionUID = 1L;

        Cache() {
            super(CACHED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConfigVersion, UploadConfig> eldest) {
            return size() > CACHED;
        }
    }

    public Configurations(ConfigSource source, Clock clock, Duration age, LongSupplier nanoTime) {
        this.source = source;
        this.clock = clock;
        this.age = age;
        this.nanoTime = nanoTime;
    }

    /** The configuration, if it is at hand; never blocks. */
    @Nullable
    UploadConfig atHand(ConfigVersion version) {
        return isCurrent(version) ? cache.get(version) : null;
    }

    /** The configuration, wherever it is; may block. */
    Optional<UploadConfig> find(ConfigVersion version) throws IOException {
        if (!versions.containsKey(version)) {
            look(false);
        }
        if (!isCurrent(version)) {
            return Optional.empty();
        }
        UploadConfig cached = cache.get(version);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<UploadConfig> loaded = source.load(version);
        loaded.ifPresent(config -> cache.put(version, config));
        return loaded;
    }

    /** Begins with versions that are known already, before the log is asked. */
    public void startWith(SortedMap<ConfigVersion, Instant> known) {
        versions = Collections.unmodifiableSortedMap(new TreeMap<>(known));
    }

    /** Looks at the log again: something was published. */
    public void published() throws IOException {
        look(true);
    }

    /** The newest version, if anything was published. */
    public Optional<ConfigVersion> newest() throws IOException {
        look(false);
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.lastKey());
    }

    /** A version's configuration, current or not; may block. */
    public Optional<UploadConfig> load(ConfigVersion version) throws IOException {
        UploadConfig cached = cache.get(version);
        return cached != null ? Optional.of(cached) : source.load(version);
    }

    private boolean isCurrent(ConfigVersion version) {
        SortedMap<ConfigVersion, Instant> known = versions;
        if (!known.containsKey(version)) {
            return false;
        }
        Instant oldest = clock.instant().minus(age);
        return known.tailMap(version).entrySet().stream()
                .skip(1)
                .findFirst()
                .map(successor -> successor.getValue().isAfter(oldest))
                .orElse(true);
    }

    private synchronized void look(boolean atOnce) throws IOException {
        long now = nanoTime.getAsLong();
        if (!looked || atOnce || now - lookedAt >= LOOK_AGAIN_NANOS) {
            versions = Collections.unmodifiableSortedMap(new TreeMap<>(source.versions()));
            looked = true;
            lookedAt = now;
        }
    }
}
