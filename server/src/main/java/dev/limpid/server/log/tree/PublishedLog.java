package dev.limpid.server.log.tree;

import dev.limpid.tlog.module.ModulePath;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The published part of a collection's log.
 *
 * @param collection the collection's name
 * @param config the tree of configurations
 * @param data the tree of published data
 */
public record PublishedLog(String collection, PublishedTree config, PublishedTree data) {

    /**
     * Reads a collection's log from its folder, without its keys; a server can write to it at the same time.
     *
     * @throws IOException also if it is the log of another collection
     */
    public static PublishedLog read(String collection, Path folder) throws IOException {
        PublishedLog log = new PublishedLog(
                collection,
                PublishedTree.read(TreeFiles.of(folder, "config")),
                PublishedTree.read(TreeFiles.of(folder, "data")));
        String origin = log.config().head().checkpoint().origin();
        if (!origin.equals(log.configModule().text())) {
            throw new IOException(folder + " is the log of " + origin + ", expected "
                    + log.configModule().text());
        }
        return log;
    }

    /** The module in one tree of a collection. */
    public static ModulePath module(String collection, String tree) {
        return new ModulePath(collection + "/" + tree);
    }

    /** The module that contains the configuration. */
    public ModulePath configModule() {
        return module(collection, "config");
    }

    /** The module that contains the published data. */
    public ModulePath dataModule() {
        return module(collection, "data");
    }
}
