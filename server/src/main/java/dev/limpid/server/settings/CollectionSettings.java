package dev.limpid.server.settings;

import dev.limpid.server.intake.IntakeLimits;
import dev.limpid.server.oblivious.GatewaySettings;
import dev.limpid.server.publish.PublishingRules;
import dev.limpid.server.publish.PublishingRules.Cadence;
import dev.limpid.server.storage.s3.S3Location;
import dev.limpid.server.upstream.UpstreamLogSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One collection of a server.
 *
 * @param name the collection's name, such as {@code telemetry.example.org/tool}: the first part of its log's module paths
 * @param folder where all of its files are: {@code answers/}, {@code log/}, {@code published/}, keys
 * @param url its public address, such as {@code https://telemetry.example.org/tool/}; empty for the address at
 *     which the server listens, which is possible only for a server's only collection
 * @param limits which answers are accepted, and how many per network
 * @param charts the chart config's file, which the server follows; empty if configurations are published in another
 *     way
 * @param gate how many machines must give a line before it is published; below 2 there is no gate
 * @param cadence how often a week is published while it still accepts answers
 * @param objectStore the object store for answers, which several nodes share; empty for the local disk
 * @param gateway how answers are accepted through relays; empty if they are not
 * @param follows the log of another node, for a node that only accepts answers; empty if the collection has its own
 *     log
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
        Optional<GatewaySettings> gateway,
        Optional<UpstreamLogSettings> follows) {

    /** A collection to which all answers are sent directly. */
    public CollectionSettings(
            String name,
            Path folder,
            Optional<URI> url,
            IntakeLimits limits,
            Optional<Path> charts,
            int gate,
            Cadence cadence,
            Optional<S3Location> objectStore,
            Optional<UpstreamLogSettings> follows) {
        this(name, folder, url, limits, charts, gate, cadence, objectStore, Optional.empty(), follows);
    }

    /** A collection that is published weekly, without a gate. */
    public CollectionSettings(String name, Path folder, Optional<URI> url, IntakeLimits limits, Optional<Path> charts) {
        this(name, folder, url, limits, charts, 0, Cadence.WEEKLY, Optional.empty(), Optional.empty());
    }

    /**
     * A collection at the root of the server's address, for one machine or one network: there are no other senders, so
     * it has no limits on networks.
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
        return new CollectionSettings(name, folder, url, other, charts, gate, cadence, objectStore, gateway, follows);
    }

    /** The collection with answers through relays. */
    public CollectionSettings withRelays(GatewaySettings way) {
        return new CollectionSettings(
                name, folder, url, limits, charts, gate, cadence, objectStore, Optional.of(way), follows);
    }

    /** How it is published. */
    public PublishingRules publishing() {
        int lateDays =
                (int) limits.weekAge().plusDays(1).minusNanos(1).toDays(); // a part of a day counts as a whole one
        return new PublishingRules(lateDays, PublishingRules.usual().threads(), gate, cadence);
    }
}
