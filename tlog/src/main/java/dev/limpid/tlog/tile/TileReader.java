package dev.limpid.tlog.tile;

import java.io.IOException;

/** Gives the bytes of tiles. */
@FunctionalInterface
public interface TileReader {

    /**
     * The bytes of a tile; a reader may answer with a wider tile, of which the first {@code tile.width()} hashes count.
     *
     * @throws IOException if it cannot be read
     */
    byte[] read(Tile tile) throws IOException;
}
