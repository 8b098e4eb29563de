package dev.limpid.dist.data;

import dev.limpid.protocol.text.Quantity;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.tlog.tile.Tile;
import dev.limpid.uploader.config.source.LogFetcher;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads and verifies the entire contents of a log's tree: it computes the root from all entries and compares it with
 * the signed one, and compares every module with its entry.
 */
final class LogContents {

    private static final int LARGEST_HEAD = 1 << 20;
    private static final int LARGEST_TILE = 1 << 24;
    private static final int LARGEST_ZIP = 64 << 20;

    private final LogFetcher fetcher;
    private final List<VerifierKey> keys;

    /**
     * A reader of a log.
     *
     * @param keys the keys that may sign a head; if there are none, the head is accepted as served
     */
    LogContents(LogFetcher fetcher, List<VerifierKey> keys) {
        this.fetcher = fetcher;
        this.keys = List.copyOf(keys);
    }

    /**
     * The modules of a tree, in the order in which they were logged.
     *
     * @param tree {@code config} or {@code data}
     * @throws ProofException if the served data is not what was signed
     * @throws MissingKeyException if keys are given, and none belongs to this tree
     */
    List<ModuleZip> modules(String tree) throws IOException, ProofException {
        try {
            Note head = Note.parse(fetcher.fetch(tree + "/checkpoint", LARGEST_HEAD));
            requireSigned(tree, head);
            Checkpoint checkpoint = Checkpoint.parse(head.text());
            List<byte[]> entries = entries(tree, checkpoint.size());
            Hash root = root(entries, 0, entries.size());
            if (!root.equals(checkpoint.root())) {
                throw new ProofException("the " + tree + " tree of " + Quantity.of(entries.size(), "entry")
                        + " hashes to " + root + ", the signed root is " + checkpoint.root());
            }
            List<ModuleZip> modules = new ArrayList<>();
            for (byte[] entry : entries) {
                modules.add(module(ModuleRecord.parse(entry)));
            }
            return modules;
        } catch (LogFormatException e) {
            throw new ProofException("the " + tree + " tree: " + e.getMessage());
        }
    }

    /** If no key of this tree is given, the user forgot an option, which is not a forgery. */
    private void requireSigned(String tree, Note head) throws ProofException, MissingKeyException {
        if (keys.isEmpty()) {
            return;
        }
        boolean given = keys.stream().anyMatch(key -> key.name().endsWith("/" + tree));
        for (VerifierKey key : keys) {
            given |= head.signedBy(key).isPresent();
        }
        if (!given) {
            throw new MissingKeyException(tree, keys);
        }
        head.requireSignedByOneOf(keys);
    }

    private List<byte[]> entries(String tree, long size) throws IOException, LogFormatException {
        List<byte[]> entries = new ArrayList<>();
        while (entries.size() < size) {
            Tile tile = Tile.holding(Tile.ENTRIES, entries.size(), size);
            List<byte[]> read = EntryTile.decode(fetcher.fetch(tree + "/" + tile.path(), LARGEST_TILE));
            if (read.size() < tile.width()) {
                throw new LogFormatException(
                        tile.path() + " contains " + Quantity.of(read.size(), "entry") + ", expected " + tile.width());
            }
            entries.addAll(read.subList(0, tile.width()));
        }
        return entries;
    }

    /** The root of a tree of entries, RFC 6962, section 2.1. */
    private static Hash root(List<byte[]> entries, int from, int to) {
        if (from == to) {
            return Hash.OF_NOTHING;
        }
        if (to - from == 1) {
            return Hash.ofLeaf(entries.get(from));
        }
        int left = from + Integer.highestOneBit(to - from - 1);
        return Hash.ofNode(root(entries, from, left), root(entries, left, to));
    }

    private ModuleZip module(ModuleRecord record) throws IOException, LogFormatException, ProofException {
        String path = record.path().escaped() + "/@v/" + record.version().escaped() + ".zip";
        ModuleZip zip = ModuleZip.read(record.path(), record.version(), fetcher.fetch(path, LARGEST_ZIP));
        if (!ModuleRecord.of(zip).equals(record)) {
            throw new ProofException(path + " has the hash " + zip.hash() + ", the log has " + record.zipHash());
        }
        return zip;
    }
}
