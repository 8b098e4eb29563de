package dev.limpid.server.log.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** How the log writes. Tests put one that fails in its place. */
interface LogDisk {

    /**
     * Writes files and returns when all of them are durable under their names. Each file is there wholly or not at all;
     * of several, some may be there when this fails.
     *
     * <p>An interrupt of the calling thread is no failure.
     *
     * @throws IOException if anything failed; the caller then knows nothing about what is on the disk
     */
    void write(Map<Path, byte[]> files) throws IOException;
}
