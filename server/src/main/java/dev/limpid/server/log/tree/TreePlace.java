package dev.limpid.server.log.tree;

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
    public static TreePlace of(Path log, String tree) {
        Path seen = log.resolveSibling(log.getFileName() + "-seen");
        return new TreePlace(log.resolve(tree), log.resolve("modules"), seen.resolve(tree));
    }

    /** How far the tree is durable. */
    public Path state() {
        return folder.resolve("state");
    }

    /** The newest signed head, with its witnesses. */
    public Path checkpoint() {
        return folder.resolve("checkpoint");
    }

    /** The newest head as the {@code go} command reads it. */
    Path goHead() {
        return folder.resolve("latest");
    }

    /** Locked by the one writer. */
    public Path lock() {
        return folder.resolve("lock");
    }
}
