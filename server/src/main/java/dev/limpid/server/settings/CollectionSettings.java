package dev.limpid.server.settings;

import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.oblivious.Relaying;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.storage.s3.S3Location;
import dev.limpid.server.upstream.UpstreamLog;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One collection of a server.
 *
 * @param name the collection's name, such as {@code telemetry.example.org/tool}: the first part of its log's module paths
 * @param folder where everything of it lies: {@code answers/}, {@code log/}, {@code published/}, keys
 * @param url where the world reaches it, such as {@code https://telemetry.example.org/tool/}; empty for wherever the
 *     server listens, which only the only collection of a server can have
 * @param limits which answers are taken, and how many of one network
 * @param charts the chart config's file, which the server follows; empty if configurations are published otherwise
 * @param gate no line is published that fewer machines gave; below 2 there is no such gate
 * @param cadence how often a week is published while answers about it may still come
 * @param objectStore where the answers lie that several nodes share; empty for the local disk
 * @param relaying how answers come through relays; empty if they do not
 * @param follows the log that another node owns, for a node that only takes answers; empty for a log of its own
 */
public record CollectionSettings(
        String name,
        Path folder,
        Optional<URI> url,
        IntakeLimits limits,
        Optional<Path> charts,
        int gate,
        Cadence cadence,
        Optional<S3Location> objectStore,
        Optional<Relaying> relaying,
        Optional<UpstreamLog> follows) {

    /** A collection to which all answers come directly. */
    public CollectionSettings(
            String name,
            Path folder,
            Optional<URI> url,
            IntakeLimits limits,
            Optional<Path> charts,
            int gate,
            Cadence cadence,
            Optional<S3Location> objectStore,
            Optional<UpstreamLog> follows) {
        this(name, folder, url, limits, charts, gate, cadence, objectStore, Optional.empty(), follows);
    }

    /** A collection that is published weekly, without a gate. */
    public CollectionSettings(String name, Path folder, Optional<URI> url, IntakeLimits limits, Optional<Path> charts) {
        this(name, folder, url, limits, charts, 0, Cadence.WEEKLY, Optional.empty(), Optional.empty());
    }

    /**
     * A collection at the root of wherever the server listens, for one machine or one network: it is the only one that
     * sends, so nothing limits it.
     */
    public static CollectionSettings of(String name, Path folder) {
        return new CollectionSettings(
                name,
                folder,
                Optional.empty(),
                IntakeLimits.usual().forOneNetwork(),
                Optional.empty(),
                0,
                Cadence.WEEKLY,
                Optional.empty(),
                Optional.empty());
    }

    /** The collection with other limits. */
    public CollectionSettings withLimits(IntakeLimits other) {
        return new CollectionSettings(name, folder, url, other, charts, gate, cadence, objectStore, relaying, follows);
    }

    /** The collection, with answers that come through relays. */
    public CollectionSettings withRelays(Relaying way) {
        return new CollectionSettings(
                name, folder, url, limits, charts, gate, cadence, objectStore, Optional.of(way), follows);
    }

    /** How it is published. */
    public PublishingRules publishing() {
        int lateDays = (int) limits.weekAge().plusDays(1).minusNanos(1).toDays(); // a day that has begun counts whole
        return new PublishingRules(lateDays, PublishingRules.usual().threads(), gate, cadence);
    }
}
