package dev.limpid.server;

import dev.limpid.server.storage.s3.S3Location;
import dev.limpid.server.upload.UploadLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * One collection of a server.
 *
 * @param name the collection's name, such as {@code telemetry.example.org/tool}: the first part of its log's module paths
 * @param folder where everything of it lies: {@code reports/}, {@code log/}, {@code published/}, keys
 * @param url where the world reaches it, such as {@code https://telemetry.example.org/tool/}; empty for wherever the
 *     server listens, which only the only collection of a server can have
 * @param limits what an upload may be, and how many one network may send
 * @param charts the chart config's file, which the server follows; empty if configurations are published otherwise
 * @param keepReports how long reports are kept once they are published; empty for ever
 * @param gate nothing is published that fewer reports of a day show; below 2 there is no such gate
 * @param objectStore where the reports lie that several nodes share; empty for the local disk
 * @param follows the log that another node owns, for a node that only takes uploads; empty for a log of its own
 */
public record CollectionSettings(
        String name,
        Path folder,
        Optional<URI> url,
        UploadLimits limits,
        Optional<Path> charts,
        Optional<Duration> keepReports,
        int gate,
        Optional<S3Location> objectStore,
        Optional<FollowedPlace> follows) {

    /** A collection without a gate before publication. */
    public CollectionSettings(
            String name,
            Path folder,
            Optional<URI> url,
            UploadLimits limits,
            Optional<Path> charts,
            Optional<Duration> keepReports) {
        this(name, folder, url, limits, charts, keepReports, 0, Optional.empty(), Optional.empty());
    }

    /** A collection at the root of wherever the server listens. */
    public static CollectionSettings of(String name, Path folder) {
        return new CollectionSettings(
                name,
                folder,
                Optional.empty(),
                UploadLimits.usual(),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.empty());
    }

    /** The collection with other limits. */
    public CollectionSettings withLimits(UploadLimits other) {
        return new CollectionSettings(name, folder, url, other, charts, keepReports, gate, objectStore, follows);
    }

    /** The collection with reports kept for another time. */
    public CollectionSettings withKeepReports(Duration keep) {
        return new CollectionSettings(name, folder, url, limits, charts, Optional.of(keep), gate, objectStore, follows);
    }
}
