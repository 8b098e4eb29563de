package dev.limpid.uploader.config.proof;

import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.tile.Tile;
import dev.limpid.tlog.tile.TileReader;
import dev.limpid.uploader.config.source.LogFetcher;
import dev.limpid.uploader.config.source.NotFoundException;
import java.io.IOException;

/** The hash tiles of a served tree. Reads the full tile if a partial one is not served any more. */
public final class FetchedTiles implements TileReader {

    private static final int LARGEST_TILE = Tile.FULL * Hash.LENGTH;

    private final LogFetcher fetcher;
    private final String tree;

    public FetchedTiles(LogFetcher fetcher, String tree) {
        this.fetcher = fetcher;
        this.tree = tree;
    }

    @Override
    public byte[] read(Tile tile) throws IOException {
        try {
            return fetcher.fetch(tree + tile.path(), LARGEST_TILE);
        } catch (NotFoundException e) {
            if (tile.isFull()) {
                throw e;
            }
            return fetcher.fetch(tree + tile.full().path(), LARGEST_TILE);
        }
    }
}
