package dev.limpid.tlog.merkle;

import dev.limpid.tlog.LogFormatException;
import java.io.IOException;

/** Reads the hashes of a tree's complete subtrees. */
@FunctionalInterface
public interface NodeReader {

    /**
     * The hash of the complete subtree over the leaves {@code [index << level, (index + 1) << level)}.
     *
     * @throws IOException if it cannot be read
     * @throws LogFormatException if the node is missing from what was read
     */
    Hash node(int level, long index) throws IOException, LogFormatException;
}
