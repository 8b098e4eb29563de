package dev.limpid.tlog.merkle;

import dev.limpid.tlog.LogFormatException;
import java.io.IOException;

/** Gives the hashes of a tree's complete subtrees. */
@FunctionalInterface
public interface NodeReader {

    /**
     * The hash of the complete subtree over the leaves {@code [index << level, (index + 1) << level)}.
     *
     * @throws IOException if it cannot be read
     * @throws LogFormatException if what was read holds no such node
     */
    Hash node(int level, long index) throws IOException, LogFormatException;
}
