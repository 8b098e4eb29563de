package dev.limpid.server.log.tree;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.tlog.tile.Tile;
import dev.limpid.tlog.tile.TileNodes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tiles of a tree as files in one folder, one file per tile, named after its full width. A narrower tile is the
 * beginning of that file, so every partial tile that was ever served can be served for ever. After an interrupted
 * append, a file may contain more than the durable tree covers: readers give the width that they need, and writers cut
 * the rest first.
 */
public final class StoredTree {

    private final Path folder;

    /** The tiles in this folder. */
    public StoredTree(Path folder) {
        this.folder = folder;
    }

    /** The bytes of a tile with exactly its width. */
    public byte[] read(Tile tile) throws IOException {
        Path file = file(tile);
        byte[] bytes = StoredFile.read(file);
        try {
            if (tile.level() == Tile.ENTRIES) {
                return EntryTile.prefix(bytes, tile.width());
            }
        } catch (LogFormatException e) {
            throw new CorruptLogException(file + ": " + e.getMessage());
        }
        if (bytes.length < tile.width() * Hash.LENGTH) {
            throw new CorruptLogException(
                    file + " has " + bytes.length + " bytes, expected at least " + tile.width() * Hash.LENGTH);
        }
        return Arrays.copyOf(bytes, tile.width() * Hash.LENGTH);
    }

    /** The tree of this size, its nodes read from the tiles. */
    MerkleTree tree(long size) {
        return new MerkleTree(size, new TileNodes(size, this::read));
    }

    /** The root that the stored tiles hash to. */
    public Hash root(long size) throws IOException {
        try {
            return tree(size).root();
        } catch (LogFormatException e) {
            throw new CorruptLogException(folder + ": " + e.getMessage());
        }
    }

    /** The first {@code width} entries of a tile of entries, which must have that many. */
    public List<byte[]> entries(long tile, int width) throws IOException {
        Tile address = new Tile(Tile.ENTRIES, tile, width);
        try {
            return EntryTile.decode(read(address));
        } catch (LogFormatException e) {
            throw new CorruptLogException(file(address) + ": " + e.getMessage());
        }
    }

    /** The files of entries after these are appended to a tree of this size. */
    Map<Path, byte[]> entryFiles(long size, List<byte[]> added) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        int done = 0;
        for (long tile = size / Tile.FULL; done < added.size(); tile++) {
            int kept = tile == size / Tile.FULL ? (int) (size % Tile.FULL) : 0;
            List<byte[]> entries = new ArrayList<>(kept == 0 ? List.of() : entries(tile, kept));
            int more = Math.min(Tile.FULL - kept, added.size() - done);
            entries.addAll(added.subList(done, done + more));
            done += more;
            files.put(file(new Tile(Tile.ENTRIES, tile, Tile.FULL)), EntryTile.encode(entries));
        }
        return files;
    }

    /** The files of hashes after these leaves are appended to a tree of this size, from the lowest level up. */
    Map<Path, byte[]> hashFiles(long size, List<Hash> leaves) throws IOException {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        List<Hash> added = leaves;
        for (int level = 0; !added.isEmpty(); level++) {
            List<Hash> above = new ArrayList<>();
            long hashes = Tile.hashesAt(level, size);
            int done = 0;
            for (long tile = hashes / Tile.FULL; done < added.size(); tile++) {
                int kept = tile == hashes / Tile.FULL ? (int) (hashes % Tile.FULL) : 0;
                int more = Math.min(Tile.FULL - kept, added.size() - done);
                byte[] old = kept == 0 ? new byte[0] : read(new Tile(level, tile, kept));
                byte[] bytes = Arrays.copyOf(old, (kept + more) * Hash.LENGTH);
                for (int i = 0; i < more; i++) {
                    added.get(done + i).copyTo(bytes, (kept + i) * Hash.LENGTH);
                }
                done += more;
                files.put(file(new Tile(level, tile, Tile.FULL)), bytes);
                if (kept + more == Tile.FULL) {
                    above.add(rootOf(bytes));
                }
            }
            added = above;
        }
        return files;
    }

    /** The hash of the subtree that a full tile covers. */
    public static Hash rootOf(byte[] fullTile) {
        List<Hash> hashes = new ArrayList<>(Tile.FULL);
        for (int i = 0; i < Tile.FULL; i++) {
            hashes.add(Hash.at(fullTile, i * Hash.LENGTH));
        }
        while (hashes.size() > 1) {
            List<Hash> parents = new ArrayList<>(hashes.size() / 2);
            for (int i = 0; i < hashes.size(); i += 2) {
                parents.add(Hash.ofNode(hashes.get(i), hashes.get(i + 1)));
            }
            hashes = parents;
        }
        return hashes.get(0);
    }

    private Path file(Tile tile) {
        return folder.resolve(tile.full().path());
    }
}
