package dev.limpid.server.log;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.NoteSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Signs heads. It signs only a root that it recomputed from the stored tiles, only a tree that begins with every tree it
 * signed before, and remembers the head apart from the log before anybody sees it.
 */
final class HeadPublisher {

    private final TreePlace place;
    private final LogKeys keys;
    private final Cosigners cosigners;
    private final StoredTree tree;
    private final Clock clock;
    private final LogDisk disk;
    private volatile PublishedHead head;

    HeadPublisher(TreePlace place, LogKeys keys, Cosigners cosigners, StoredTree tree, Clock clock, LogDisk disk) {
        this.place = place;
        this.keys = keys;
        this.cosigners = cosigners;
        this.tree = tree;
        this.clock = clock;
        this.disk = disk;
        this.head = signed(new Checkpoint(keys.origin(), 0, Hash.OF_NOTHING));
    }

    PublishedHead head() {
        return head;
    }

    /** Compares what is stored with every head that was signed, as far as it is remembered. */
    void recover(TreeState state) throws IOException {
        requireRoot(state.size(), state.root(), "the state");
        if (Files.exists(place.seen())) {
            TreeState seen = TreeState.read(place.seen());
            requireNotBehind(state, seen, place.seen());
            requireRoot(seen.size(), seen.root(), place.seen().toString());
        }
        if (Files.exists(place.checkpoint())) {
            Checkpoint published = checkpoint(place.checkpoint());
            TreeState signed = new TreeState(published.size(), published.root());
            requireNotBehind(state, signed, place.checkpoint());
            requireRoot(signed.size(), signed.root(), place.checkpoint().toString());
            head = new PublishedHead(published, note(place.checkpoint()), keys.sign(published.forGo()));
        }
    }

    private static void requireNotBehind(TreeState state, TreeState signed, Path where) throws IOException {
        if (state.size() < signed.size()) {
            throw new RolledBackLogException("the stored log has " + state.size() + " entries, but " + where
                    + " says that a head of " + signed.size() + " was signed: a backup was restored?");
        }
    }

    private void requireRoot(long size, Hash root, String where) throws IOException {
        Hash stored = tree.root(size);
        if (!stored.equals(root)) {
            throw new CorruptLogException(
                    "the stored tiles of " + size + " entries hash to " + stored + ", but " + where + " says " + root);
        }
    }

    /** Signs, has cosigned, remembers and publishes the head of what is durable; false if too few cosigned. */
    boolean publish(TreeState state) throws IOException {
        requireRoot(state.size(), state.root(), "the state");
        requireRoot(head.size(), head.checkpoint().root(), "the published head");
        if (Files.exists(place.seen())) {
            requireNotBehind(state, TreeState.read(place.seen()), place.seen());
        }
        disk.write(Map.of(place.seen(), state.encode()));
        PublishedHead next = signed(new Checkpoint(keys.origin(), state.size(), state.root()));
        Note note = next.note();
        try {
            for (NoteSignature cosignature : cosigners.cosign(note, tree.tree(state.size()))) {
                note = note.with(cosignature);
            }
        } catch (MissingQuorumException e) {
            return false;
        }
        note = note.with(keys.time(note, clock.instant()));
        next = new PublishedHead(next.checkpoint(), note, next.goNote());
        disk.write(Map.of(place.goHead(), next.goNote().toBytes()));
        disk.write(Map.of(place.checkpoint(), next.note().toBytes()));
        head = next;
        return true;
    }

    private PublishedHead signed(Checkpoint checkpoint) {
        return new PublishedHead(checkpoint, keys.sign(checkpoint), keys.sign(checkpoint.forGo()));
    }

    private static Checkpoint checkpoint(Path file) throws IOException {
        try {
            return Checkpoint.parse(note(file).text());
        } catch (LogFormatException e) {
            throw new CorruptLogException(file + ": " + e.getMessage());
        }
    }

    private static Note note(Path file) throws IOException {
        try {
            return Note.parse(Files.readAllBytes(file));
        } catch (LogFormatException e) {
            throw new CorruptLogException(file + ": " + e.getMessage());
        }
    }
}
