package dev.limpid.uploader.config.proof;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.tlog.tile.Tile;
import dev.limpid.uploader.config.source.LogFetcher;
import dev.limpid.uploader.config.source.NotFoundException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * Finds the last record of a tree in the tile of entries that contains it, and requests only the end of the tile. The
 * record is trusted only after its leaf is proven to be the last one.
 */
public final class EntryReader {

    /** Two lines with a path and a version are rarely longer than 300 bytes. */
    private static final int LIKELY = 1024;

    private static final int LARGEST_TILE = Tile.FULL * 2048;

    private final LogFetcher fetcher;
    private final String tree;

    public EntryReader(LogFetcher fetcher, String tree) {
        this.fetcher = fetcher;
        this.tree = tree;
    }

    /** The record that the server serves as the last one of a tree of this size, which must be above 0. */
    public ModuleRecord last(long treeSize) throws IOException {
        Tile tile = Tile.holding(Tile.ENTRIES, treeSize - 1, treeSize);
        try {
            byte[] end = fetcher.fetchEnd(tree + tile.path(), LIKELY, LARGEST_TILE);
            return lastOf(end);
        } catch (NotFoundException e) {
            if (tile.isFull()) {
                throw e;
            }
            return fromFull(tile);
        } catch (LogFormatException e) {
            throw new UnprovenResponseException(tile.path() + ": " + e.getMessage());
        }
    }

    /** Reads from the full tile: a static host may have deleted the partial one when the full one was added. */
    private ModuleRecord fromFull(Tile tile) throws IOException {
        byte[] bytes = fetcher.fetch(tree + tile.full().path(), LARGEST_TILE);
        try {
            List<byte[]> entries = EntryTile.decode(bytes);
            if (entries.size() < tile.width()) {
                throw new LogFormatException("it contains " + entries.size() + " entries, expected " + tile.width());
            }
            return ModuleRecord.parse(entries.get(tile.width() - 1));
        } catch (LogFormatException e) {
            throw new UnprovenResponseException(tile.full().path() + ": " + e.getMessage());
        }
    }

    /** The record at the end of these bytes, which its own length precedes. */
    static ModuleRecord lastOf(byte[] end) throws LogFormatException {
        for (int at = end.length - 3; at >= 0; at--) {
            int length = (end[at] & 0xff) << 8 | (end[at + 1] & 0xff);
            if (length == end.length - at - 2 && end[at + 2] != 0) {
                return ModuleRecord.parse(Arrays.copyOfRange(end, at + 2, end.length));
            }
        }
        throw new LogFormatException("it does not end in a record");
    }
}
