package dev.limpid.tlog.tile;

import java.io.IOException;

/** Reads the bytes of tiles. */
@FunctionalInterface
public interface TileReader {

    /**
     * The bytes of a tile. A reader may return a wider tile; only its first {@code tile.width()} hashes count.
     *
     * @throws IOException if it cannot be read
     */
    byte[] read(Tile tile) throws IOException;
}
