package dev.limpid.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One collection of a server.
 *
 * @param name the collection's name, such as {@code example.org/tool}: the first part of its log's module paths
 * @param folder where everything of it lies: {@code reports/}, {@code log/}, {@code published/}, keys
 * @param url where the world reaches it, such as {@code https://telemetry.example.org/tool/}; empty for wherever the
 *     server listens, which only a server of one collection can have
 */
public record CollectionConfig(String name, Path folder, Optional<URI> url) {

    /** A collection at the root of wherever the server listens. */
    public static CollectionConfig of(String name, Path folder) {
        return new CollectionConfig(name, folder, Optional.empty());
    }
}
