package dev.limpid.server.log.tree;

import java.nio.file.Path;

/**
 * The files of a tree.
 *
 * @param folder its tiles, heads and state
 * @param modules the modules of all trees of the log
 * @param seen the file that records the largest head ever signed; outside the folder, so that restoring a backup of
 *     the folder does not reset it
 */
public record TreeFiles(Path folder, Path modules, Path seen) {

    /**
     * The files of a tree of a collection's log: both trees are in one folder, and their records of signed heads next
     * to it.
     */
    public static TreeFiles of(Path log, String tree) {
        Path seen = log.resolveSibling(log.getFileName() + "-seen");
        return new TreeFiles(log.resolve(tree), log.resolve("modules"), seen.resolve(tree));
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
