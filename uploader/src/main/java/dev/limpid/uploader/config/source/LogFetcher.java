package dev.limpid.uploader.config.source;

import java.io.IOException;

/** Reads the log by paths below its address, such as {@code config/checkpoint}. What it returns is not verified. */
@FunctionalInterface
public interface LogFetcher {

    /**
     * The bytes at a path.
     *
     * @param mostBytes a longer response is refused
     * @throws NotFoundException if there is nothing at the path
     * @throws IOException if it cannot be read, cannot be read in time, or is too long
     */
    byte[] fetch(String path, int mostBytes) throws IOException;

    /**
     * The last bytes at a path, or all of them if the server cannot serve a part.
     *
     * @param lastBytes how many are wanted
     */
    default byte[] fetchEnd(String path, int lastBytes, int mostBytes) throws IOException {
        return fetch(path, mostBytes);
    }
}
