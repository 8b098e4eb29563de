package dev.limpid.server.log;

import dev.limpid.tlog.module.ModulePath;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What readers may see of a collection's log.
 *
 * @param collection the collection's name
 * @param config the tree of configurations
 * @param data the tree of published data
 */
public record PublishedLog(String collection, PublishedTree config, PublishedTree data) {

    /** Reads a log from its folder, without its keys and beside the server that may be writing it. */
    public static PublishedLog read(String collection, Path folder) throws IOException {
        return new PublishedLog(
                collection,
                PublishedTree.read(TreePlace.of(folder, "config")),
                PublishedTree.read(TreePlace.of(folder, "data")));
    }

    /** Reads a log whose name its published head says. */
    public static PublishedLog read(Path folder) throws IOException {
        String origin = PublishedTree.read(TreePlace.of(folder, "config"))
                .head()
                .checkpoint()
                .origin();
        if (!origin.endsWith("/config")) {
            throw new CorruptLogException(folder + " is the log of " + origin + ", expected <collection>/config");
        }
        return read(origin.substring(0, origin.length() - "/config".length()), folder);
    }

    static ModulePath module(String collection, String tree) {
        return new ModulePath(collection + "/" + tree);
    }

    /** The module that holds the configuration. */
    public ModulePath configModule() {
        return module(collection, "config");
    }

    /** The module that holds the published data. */
    public ModulePath dataModule() {
        return module(collection, "data");
    }
}
