package dev.limpid.server.log;

import java.nio.file.Path;

/**
 * Where a tree lies.
 *
 * @param folder its tiles, heads and state
 * @param modules the modules of all trees of the log
 * @param seen the file that remembers the largest head ever signed; kept apart, so that a backup restored over the
 *     folder does not take it back
 */
public record TreePlace(Path folder, Path modules, Path seen) {

    /** The places of a collection's log: two trees in one folder, what they have signed beside it. */
    static TreePlace of(Path log, String tree) {
        Path seen = log.resolveSibling(log.getFileName() + "-seen");
        return new TreePlace(log.resolve(tree), log.resolve("modules"), seen.resolve(tree));
    }

    Path state() {
        return folder.resolve("state");
    }

    Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    Path goHead() {
        return folder.resolve("latest");
    }

    Path lock() {
        return folder.resolve("lock");
    }
}
