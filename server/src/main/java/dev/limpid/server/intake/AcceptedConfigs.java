package dev.limpid.server.intake;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.server.configuration.ConfigCatalog;
import dev.limpid.server.configuration.ConfigVersion;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The configurations that an answer may name: every published version whose successor is not older than the allowed
 * age, and that the newest does not revoke. An unknown version is looked up in the log before it is refused, since
 * another node may have published it; this happens at most once a second, whatever versions senders invent. Safe for
 * use by many threads: the published versions are in a volatile field that is replaced as a whole under this object's
 * monitor, and the cache has a monitor of its own.
 */
public final class AcceptedConfigs {

    /** The result of looking up the configuration that an answer names. */
    sealed interface Found {
        record Good(LoadedConfig config) implements Found {}

        record Revoked() implements Found {}

        record Unknown() implements Found {}
    }

    private static final long LOOK_AGAIN_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int CACHED = 64;

    private final ConfigCatalog source;
    private final Clock clock;
    private final Duration age;
    private final LongSupplier nanoTime;
    private final Map<ConfigVersion, LoadedConfig> cache = Collections.synchronizedMap(new Cache());
    private volatile Published published = Published.NOTHING;
    private boolean looked;
    private long lookedAt;

    /**
     * The published versions, and those that the newest revokes.
     *
     * @param successors when each version's successor was published; {@link Instant#MAX} for the newest
     */
    private record Published(
            SortedMap<ConfigVersion, Instant> versions, Map<ConfigVersion, Instant> successors, Set<String> revoked) {
        private static final Published NOTHING = of(Collections.emptySortedMap(), Set.of());

        static Published of(SortedMap<ConfigVersion, Instant> versions, Set<String> revoked) {
            Map<ConfigVersion, Instant> successors = new HashMap<>();
            ConfigVersion before = null;
            for (Map.Entry<ConfigVersion, Instant> each : versions.entrySet()) {
                if (before != null) {
                    successors.put(before, each.getValue());
                }
                successors.put(each.getKey(), Instant.MAX);
                before = each.getKey();
            }
            return new Published(
                    Collections.unmodifiableSortedMap(new TreeMap<>(versions)), Map.copyOf(successors), revoked);
        }
    }

    private static final class Cache extends LinkedHashMap<ConfigVersion, LoadedConfig> {

        private static final long serialVersionUID = 1L;

        Cache() {
            super(CACHED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<ConfigVersion, LoadedConfig> eldest) {
            return size() > CACHED;
        }
    }

    public AcceptedConfigs(ConfigCatalog source, Clock clock, Duration age, LongSupplier nanoTime) {
        this.source = source;
        this.clock = clock;
        this.age = age;
        this.nanoTime = nanoTime;
    }

    /** The configuration, if it may be named and is in memory; never blocks. */
    @Nullable
    LoadedConfig cached(ConfigVersion version) {
        return isCurrent(version) && !isRevoked(version) ? cache.get(version) : null;
    }

    /** Looks up the version that an answer names; may block. */
    Found find(ConfigVersion version) throws IOException {
        if (!published.successors().containsKey(version)) {
            look(false);
        }
        if (isRevoked(version)) {
            return new Found.Revoked();
        }
        return isCurrent(version)
                ? known(version).<Found>map(Found.Good::new).orElseGet(Found.Unknown::new)
                : new Found.Unknown();
    }

    /** Starts with versions that are already known, before the log is read. */
    public void startWith(SortedMap<ConfigVersion, Instant> known) throws IOException {
        published = read(known);
    }

    /** Reads the log again, as something was published. */
    public void published() throws IOException {
        look(true);
    }

    /** The newest version, if anything was published. */
    public Optional<ConfigVersion> newest() throws IOException {
        look(false);
        return newestKnown();
    }

    /** The newest known version, without reading the log. */
    public Optional<ConfigVersion> newestKnown() {
        SortedMap<ConfigVersion, Instant> versions = published.versions();
        return versions.isEmpty() ? Optional.empty() : Optional.of(versions.lastKey());
    }

    /** All configurations that an answer may name now; may block. */
    public List<CollectionConfig> inUse() throws IOException {
        List<CollectionConfig> current = new ArrayList<>();
        for (ConfigVersion version : published.versions().keySet()) {
            if (isCurrent(version)) {
                load(version).ifPresent(current::add);
            }
        }
        return current;
    }

    /** A version's configuration, current or not; may block. */
    public Optional<CollectionConfig> load(ConfigVersion version) throws IOException {
        return known(version).map(LoadedConfig::config);
    }

    private Optional<LoadedConfig> known(ConfigVersion version) throws IOException {
        LoadedConfig cached = cache.get(version);
        if (cached != null) {
            return Optional.of(cached);
        }
        Optional<LoadedConfig> loaded = source.load(version).map(LoadedConfig::of);
        loaded.ifPresent(config -> cache.put(version, config));
        return loaded;
    }

    private boolean isRevoked(ConfigVersion version) {
        return published.revoked().contains(version.text());
    }

    private boolean isCurrent(ConfigVersion version) {
        Instant successor = published.successors().get(version);
        return successor != null && successor.isAfter(clock.instant().minus(age));
    }

    private synchronized void look(boolean atOnce) throws IOException {
        long now = nanoTime.getAsLong();
        if (!looked || atOnce || now - lookedAt >= LOOK_AGAIN_NANOS) {
            published = read(source.versions());
            looked = true;
            lookedAt = now;
        }
    }

    private Published read(SortedMap<ConfigVersion, Instant> versions) throws IOException {
        if (versions.isEmpty()) {
            return Published.NOTHING;
        }
        Set<String> revoked = known(versions.lastKey())
                .map(newest -> Set.copyOf(newest.config().revoked()))
                .orElse(Set.of());
        return Published.of(versions, revoked);
    }
}
