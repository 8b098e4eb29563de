package dev.limpid.tlog.tile;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.NodeReader;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/**
 * The nodes of a tree of one size, computed from its tiles. Every tile is read once. Not thread-safe.
 *
 * <p>Nothing is authenticated here: the caller verifies proofs made from these nodes against a signed root.
 */
public final class TileNodes implements NodeReader {

    private final long treeSize;
    private final TileReader tiles;
    private final Map<Tile, byte[]> seen = new HashMap<>();

    public TileNodes(long treeSize, TileReader tiles) {
        this.treeSize = treeSize;
        this.tiles = tiles;
    }

    @Override
    public Hash node(int level, long index) throws IOException, LogFormatException {
        int tileLevel = level / Tile.HEIGHT;
        int above = level % Tile.HEIGHT;
        long first = index << above;
        if (first < 0 || first >>> above != index || first + (1L << above) > Tile.hashesAt(tileLevel, treeSize)) {
            throw new IllegalArgumentException(
                    "node " + index + " of level " + level + " is not complete in a tree of " + treeSize);
        }
        Tile tile = Tile.holding(tileLevel, first, treeSize);
        return subtree(hashes(tile), (int) (first % Tile.FULL), 1 << above);
    }

    /** The bytes of a tile, exactly as wide as asked. */
    public byte[] hashes(Tile tile) throws IOException, LogFormatException {
        byte[] known = seen.get(tile);
        if (known != null) {
            return known;
        }
        byte[] bytes = tiles.read(tile);
        if (bytes.length % Hash.LENGTH != 0
                || bytes.length < tile.width() * Hash.LENGTH
                || bytes.length > Tile.FULL * Hash.LENGTH) {
            throw new LogFormatException(
                    tile.path() + " has " + bytes.length + " bytes, expected " + tile.width() * Hash.LENGTH);
        }
        seen.put(tile, bytes);
        return bytes;
    }

    private static Hash subtree(byte[] hashes, int first, int width) {
        if (width == 1) {
            return Hash.at(hashes, first * Hash.LENGTH);
        }
        int half = width / 2;
        return Hash.ofNode(subtree(hashes, first, half), subtree(hashes, first + half, half));
    }
}
