package dev.limpid.server.log.tree;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Writes the log's files. Tests replace it with one that fails. */
interface LogDisk {

    /**
     * Writes files and returns when all of them are durable under their names. Each file exists completely or not at
     * all; if this fails, some of several may exist.
     *
     * <p>An interrupt of the calling thread is not a failure.
     *
     * @throws IOException if anything failed; the state of the disk is then unknown
     */
    void write(Map<Path, byte[]> files) throws IOException;
}
