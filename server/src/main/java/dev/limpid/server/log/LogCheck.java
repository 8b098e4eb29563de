package dev.limpid.server.log;

import dev.limpid.server.log.tree.AppendRule;
import dev.limpid.server.log.tree.CorruptLogException;
import dev.limpid.server.log.tree.LogKeys;
import dev.limpid.server.log.tree.PublishedHead;
import dev.limpid.server.log.tree.PublishedLog;
import dev.limpid.server.log.tree.PublishedTree;
import dev.limpid.server.log.tree.RecordedHeads;
import dev.limpid.server.log.tree.StoredTree;
import dev.limpid.server.log.tree.TreeFiles;
import dev.limpid.server.log.tree.TreeState;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.tlog.tile.Tile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Recomputes a tree from its stored entries and reports every mismatch: leaves, tiles of every level, root, both signed
 * heads, the hashes of every module, and what else the server reads when it opens the tree: keys, policy, state, and
 * the largest head ever signed. Only reads. For one thread at a time.
 */
public final class LogCheck {

    /**
     * The outcome of a check.
     *
     * @param entries how many entries the head covers
     * @param signatures whether the signatures of the heads were checked
     * @param problems the problems, one sentence each; empty if there are none
     */
    public record Outcome(long entries, boolean signatures, List<String> problems) {
        public Outcome {
            problems = List.copyOf(problems);
        }
    }

    private final PublishedTree tree;
    private final List<VerifierKey> keys;
    private final AppendRule rule;
    private final List<String> problems = new ArrayList<>();

    private LogCheck(PublishedTree tree, List<VerifierKey> keys, AppendRule rule) {
        this.tree = tree;
        this.keys = keys;
        this.rule = rule;
    }

    /**
     * Checks a tree.
     *
     * @param keys the keys that must all have signed both heads; empty if unknown
     */
    public static Outcome check(PublishedTree tree, List<VerifierKey> keys, AppendRule rule) throws IOException {
        LogCheck check = new LogCheck(tree, keys, rule);
        long size = tree.head().size();
        check.heads();
        check.tiles(check.entries(size), size);
        return new Outcome(size, !keys.isEmpty(), check.problems);
    }

    /** Checks a tree in the folder of its log. */
    static Outcome check(String collection, Path folder, String name, AppendRule rule) {
        List<String> problems = new ArrayList<>();
        List<VerifierKey> keys = keys(collection, folder, name, problems);
        TreeFiles place = TreeFiles.of(folder, name);
        if (Files.exists(place.lock()) && !Files.isRegularFile(place.lock())) {
            problems.add(place.lock() + " is not a file, expected one that the server can lock");
        }
        long entries = 0;
        try {
            PublishedTree tree = PublishedTree.read(place);
            Outcome outcome = check(tree, keys, rule);
            entries = outcome.entries();
            problems.addAll(outcome.problems());
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
        }
        try {
            RecordedHeads signed = RecordedHeads.read(place);
            signed.require(place, new StoredTree(place.folder()), TreeState.read(place.state()));
        } catch (IOException e) {
            if (!problems.contains(e.getMessage())) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return new Outcome(entries, !keys.isEmpty(), problems);
    }

    /** The keys of a tree; none if only the server may read them. */
    private static List<VerifierKey> keys(String collection, Path folder, String name, List<String> problems) {
        Path file = folder.resolve("keys").resolve(name);
        if (Files.exists(file) && !Files.isReadable(file)) {
            return List.of();
        }
        try {
            LogKeys keys = LogKeyring.read(folder.resolve("keys")).keys(name);
            String expected = PublishedLog.module(collection, name).text();
            if (!keys.origin().equals(expected)) {
                problems.add(file + " is for the log " + keys.origin() + ", expected " + expected);
            }
            if (name.equals("config")) {
                LogPolicy.read(folder).cosigners(keys);
            }
            return keys.verifierKeys();
        } catch (IOException e) {
            problems.add(String.valueOf(e.getMessage()));
            return List.of();
        }
    }

    private void heads() {
        PublishedHead head = tree.head();
        signed(head.note(), "the checkpoint");
        signed(head.goNote(), "the Go head");
        try {
            if (!Checkpoint.parse(head.goNote().text()).sameTree(head.checkpoint())) {
                problems.add("the checkpoint and the Go head are of different trees");
            }
        } catch (LogFormatException e) {
            problems.add("the Go head: " + e.getMessage());
        }
    }

    private void signed(Note note, String what) {
        for (VerifierKey key : keys) {
            try {
                if (note.signedBy(key).isEmpty()) {
                    problems.add(what + " is not signed by " + key
                            + "; after a key rotation, the server signs it at its next start");
                }
            } catch (ProofException e) {
                problems.add(what + ": " + e.getMessage());
            }
        }
    }

    /** Checks each record and module, and returns the leaves of all entries. */
    private List<Hash> entries(long size) throws IOException {
        List<Hash> leaves = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<ModuleRecord> before = Optional.empty();
        for (long first = 0; first < size; first += Tile.FULL) {
            int width = (int) Math.min(Tile.FULL, size - first);
            for (byte[] entry : tree.stored().entries(first / Tile.FULL, width)) {
                before = Optional.of(entry(leaves.size(), entry, seen, before))
                        .filter(r -> rule == AppendRule.ASCENDING);
                leaves.add(Hash.ofLeaf(entry));
            }
        }
        return leaves;
    }

    private ModuleRecord entry(int index, byte[] entry, Set<String> seen, Optional<ModuleRecord> before)
            throws CorruptLogException {
        ModuleRecord record;
        try {
            record = ModuleRecord.parse(entry);
        } catch (LogFormatException e) {
            throw new CorruptLogException("entry " + index + ": " + e.getMessage());
        }
        if (!seen.add(record.key())) {
            problems.add("entry " + index + " is a second record of " + record.key());
        }
        if (before.isPresent()
                && (!before.get().path().equals(record.path())
                        || before.get().version().compareTo(record.version()) >= 0)) {
            problems.add("entry " + index + ", " + record.key() + ", does not follow "
                    + before.get().key());
        }
        module(index, record);
        return record;
    }

    private void module(int index, ModuleRecord record) {
        try {
            ModuleTime.read(tree.info(record.path(), record.version()), record.key());
            ModuleRecord stored = ModuleRecord.of(tree.module(record.path(), record.version()));
            if (!stored.equals(record)) {
                problems.add("entry " + index + ", " + record.key() + ": the module hashes to " + stored.zipHash()
                        + ", the record has " + record.zipHash());
            }
        } catch (IOException e) {
            problems.add("entry " + index + ", " + record.key() + ": " + e.getMessage());
        }
    }

    private void tiles(List<Hash> leaves, long size) throws IOException {
        List<Hash> level = leaves;
        for (int height = 0; !level.isEmpty(); height++) {
            List<Hash> above = new ArrayList<>();
            for (int first = 0; first < level.size(); first += Tile.FULL) {
                Tile tile = Tile.holding(height, first, size);
                List<Hash> hashes = level.subList(first, first + tile.width());
                if (!java.util.Arrays.equals(Hash.join(hashes), tree.stored().read(tile))) {
                    problems.add(tile.path() + " does not match the hashes of the entries");
                }
                if (tile.isFull()) {
                    above.add(StoredTree.rootOf(Hash.join(hashes)));
                }
            }
            level = above;
        }
        Hash root = tree.stored().root(size);
        if (!root.equals(tree.head().checkpoint().root())) {
            problems.add("the tiles hash to " + root + ", the checkpoint has "
                    + tree.head().checkpoint().root());
        }
    }
}
