package dev.limpid.server.log.tree;

import dev.limpid.protocol.text.Quantity;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.note.Note;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * The recorded heads of a tree, with which the stored tree is compared: by the log when it is opened, and by a check,
 * which writes nothing.
 *
 * @param seen the largest head ever signed, if it is recorded
 * @param published the published head, if there is one
 */
public record RecordedHeads(Optional<TreeState> seen, Optional<Note> published) {

    /** Reads both. Read them before the state, because a concurrent writer moves the state first. */
    public static RecordedHeads read(TreeFiles place) throws IOException {
        return new RecordedHeads(
                Files.exists(place.seen()) ? Optional.of(TreeState.read(place.seen())) : Optional.empty(),
                Files.exists(place.checkpoint())
                        ? Optional.of(PublishedTree.note(place.checkpoint()))
                        : Optional.empty());
    }

    /** When the published head was signed, by its own date; empty if there is none. */
    public static Optional<Instant> headDated(TreeFiles place, LogKeys keys) throws IOException {
        if (!Files.exists(place.checkpoint())) {
            return Optional.empty();
        }
        try {
            return HeadPublisher.dated(PublishedTree.note(place.checkpoint()), keys);
        } catch (ProofException e) {
            throw new CorruptLogException(place.checkpoint() + ": " + e.getMessage());
        }
    }

    /**
     * Requires that the stored tree begins with the tree of each head.
     *
     * @throws CorruptLogException if the stored tree contradicts itself
     * @throws RolledBackLogException if it is older than a head that was signed
     */
    public void require(TreeFiles place, StoredTree tree, TreeState state) throws IOException {
        requireRoot(tree, state.size(), state.root(), "the state");
        if (seen.isPresent()) {
            requireNotBehind(state, seen.get(), place.seen());
            requireRoot(tree, seen.get().size(), seen.get().root(), place.seen().toString());
        }
        if (published.isPresent()) {
            Checkpoint head = checkpoint(published.get(), place);
            requireNotBehind(state, new TreeState(head.size(), head.root()), place.checkpoint());
            requireRoot(tree, head.size(), head.root(), place.checkpoint().toString());
        }
    }

    static Checkpoint checkpoint(Note note, TreeFiles place) throws IOException {
        try {
            return Checkpoint.parse(note.text());
        } catch (LogFormatException e) {
            throw new CorruptLogException(place.checkpoint() + ": " + e.getMessage());
        }
    }

    static void requireNotBehind(TreeState state, TreeState signed, Path where) throws IOException {
        if (state.size() < signed.size()) {
            throw new RolledBackLogException("the stored log has " + Quantity.of(state.size(), "entry") + ", but "
                    + where + " records a signed head of " + signed.size() + ": was a backup restored?");
        }
    }

    static void requireRoot(StoredTree tree, long size, Hash root, String where) throws IOException {
        Hash stored = tree.root(size);
        if (!stored.equals(root)) {
            throw new CorruptLogException("the stored tiles of " + Quantity.of(size, "entry") + " hash to " + stored
                    + ", but " + where + " has " + root);
        }
    }
}
