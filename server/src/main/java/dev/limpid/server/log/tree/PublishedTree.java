package dev.limpid.server.log.tree;

import dev.limpid.server.log.tree.LogIndex.Place;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.tile.Tile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The published part of a tree: nothing beyond the published head, even if more is stored. The writer of the tree moves
 * the head; {@link #read} reads a tree from the disk, without keys and while another process may write to it.
 *
 * <p>Safe for use by many threads: the head is volatile and replaced as a whole.
 */
public final class PublishedTree {

    private final StoredTree tree;
    private final ModuleFiles modules;
    private final LogIndex index = new LogIndex();
    private volatile PublishedHead head;

    PublishedTree(StoredTree tree, ModuleFiles modules, PublishedHead head) {
        this.tree = tree;
        this.modules = modules;
        this.head = head;
    }

    /** Reads a tree that another process may be writing. */
    public static PublishedTree read(TreeFiles place) throws IOException {
        PublishedHead head = readHead(place);
        PublishedTree published =
                new PublishedTree(new StoredTree(place.folder()), new ModuleFiles(place.modules()), head);
        published.readIndex(head.size());
        return published;
    }

    /**
     * Reads both forms of the head. They are two files, so for a moment they can be of different heads while a writer
     * replaces them.
     */
    private static PublishedHead readHead(TreeFiles place) throws IOException {
        for (int tries = 0; ; tries++) {
            Note note = note(place.checkpoint());
            Note goNote = note(place.goHead());
            try {
                Checkpoint checkpoint = Checkpoint.parse(note.text());
                if (Checkpoint.parse(goNote.text()).sameTree(checkpoint)) {
                    return new PublishedHead(checkpoint, note, goNote);
                }
            } catch (LogFormatException e) {
                throw new CorruptLogException(place.folder() + ": " + e.getMessage());
            }
            if (tries == 100) {
                throw new CorruptLogException(place.checkpoint() + " and " + place.goHead() + " are of two trees");
            }
            Thread.onSpinWait();
        }
    }

    static Note note(Path file) throws IOException {
        try {
            return Note.parse(StoredFile.read(file));
        } catch (LogFormatException e) {
            throw new CorruptLogException(file + ": " + e.getMessage());
        }
    }

    void readIndex(long size) throws IOException {
        for (long first = 0; first < size; first += Tile.FULL) {
            long at = first;
            for (byte[] entry : tree.entries(first / Tile.FULL, (int) Math.min(Tile.FULL, size - first))) {
                try {
                    index.add(at, ModuleRecord.parse(entry));
                } catch (LogFormatException e) {
                    throw new CorruptLogException("entry " + at + ": " + e.getMessage());
                }
                at++;
            }
        }
    }

    void add(Place added) throws CorruptLogException {
        index.add(added.index(), added.record());
    }

    void publish(PublishedHead next) {
        head = next;
    }

    /** A record that is stored, published or not. */
    Optional<Place> stored(ModulePath path, ModuleVersion version) {
        return index.find(path, version);
    }

    /** The last stored record of a tree of this size. */
    Optional<Place> last(long size) {
        return index.last(size);
    }

    /** The newest published head. */
    public PublishedHead head() {
        return head;
    }

    /** The bytes of a tile; empty if the head does not cover it. */
    public Optional<byte[]> tile(Tile tile) throws IOException {
        return tile.isWithin(head.size()) ? Optional.of(tree.read(tile)) : Optional.empty();
    }

    /** The tree of a head, for proofs. */
    public MerkleTree tree(PublishedHead of) {
        return tree.tree(of.size());
    }

    /** The inclusion proof of an entry in the tree of a head. */
    public List<Hash> inclusionProof(long entry, PublishedHead in) throws IOException {
        try {
            return tree(in).inclusionProof(entry);
        } catch (LogFormatException e) {
            throw new CorruptLogException(e.getMessage());
        }
    }

    /** The index of a published record's entry. */
    public Optional<Long> find(ModulePath path, ModuleVersion version) {
        return place(path, version).map(Place::index);
    }

    /** A published record. */
    public Optional<ModuleRecord> record(ModulePath path, ModuleVersion version) {
        return place(path, version).map(Place::record);
    }

    private Optional<Place> place(ModulePath path, ModuleVersion version) {
        long size = head.size();
        return index.find(path, version).filter(found -> found.index() < size);
    }

    /** The published versions of a module in the order of the log. */
    public List<ModuleVersion> versions(ModulePath path) {
        return index.versions(path, head.size()).stream()
                .map(found -> found.record().version())
                .toList();
    }

    /** A published module, read and unpacked. */
    public ModuleZip module(ModulePath path, ModuleVersion version) throws IOException {
        return modules.module(path, version);
    }

    /** The bytes of a published module's zip. */
    public byte[] zip(ModulePath path, ModuleVersion version) throws IOException {
        return modules.zip(path, version);
    }

    /** The module proxy's info of a version: its name and time, as JSON. */
    public byte[] info(ModulePath path, ModuleVersion version) throws IOException {
        return modules.info(path, version);
    }

    /** The tiles on the disk. */
    public StoredTree stored() {
        return tree;
    }

    ModuleFiles files() {
        return modules;
    }
}
