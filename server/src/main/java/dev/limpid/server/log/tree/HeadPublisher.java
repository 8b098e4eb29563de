package dev.limpid.server.log.tree;

import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.NoteSignature;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs heads. It signs only a root that it recomputed from the stored tiles, and only a tree that begins with every
 * tree it signed before. It records the head outside the log before anybody sees it.
 *
 * <p>For one thread at a time: its log calls it under the log's monitor.
 */
final class HeadPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(HeadPublisher.class);

    private final TreeFiles place;
    private final LogKeys keys;
    private final Cosigners cosigners;
    private final StoredTree tree;
    private final Clock clock;
    private final LogDisk disk;
    private volatile Optional<String> missing = Optional.empty();

    HeadPublisher(TreeFiles place, LogKeys keys, Cosigners cosigners, StoredTree tree, Clock clock, LogDisk disk) {
        this.place = place;
        this.keys = keys;
        this.cosigners = cosigners;
        this.tree = tree;
        this.clock = clock;
        this.disk = disk;
    }

    /** Compares the stored tree with the recorded heads; returns the last published head. */
    PublishedHead recover(TreeState state) throws IOException {
        RecordedHeads signed = RecordedHeads.read(place);
        signed.require(place, tree, state);
        if (signed.published().isEmpty()) {
            return signed(new Checkpoint(keys.origin(), 0, Hash.OF_NOTHING));
        }
        Note note = signed.published().get();
        Checkpoint published = RecordedHeads.checkpoint(note, place);
        return new PublishedHead(published, note, keys.sign(published.forGo()));
    }

    /** Signs the head of the durable tree, records it, gets it cosigned and writes it; empty if too few cosigned. */
    Optional<PublishedHead> publish(TreeState state, PublishedHead last) throws IOException {
        RecordedHeads.requireRoot(tree, state.size(), state.root(), "the state");
        RecordedHeads.requireRoot(tree, last.size(), last.checkpoint().root(), "the published head");
        if (Files.exists(place.seen())) {
            RecordedHeads.requireNotBehind(state, TreeState.read(place.seen()), place.seen());
        }
        disk.write(Map.of(place.seen(), state.encode()));
        PublishedHead next = signed(new Checkpoint(keys.origin(), state.size(), state.root()));
        Note note = next.note();
        try {
            for (NoteSignature cosignature : cosigners.cosign(note, tree.tree(state.size()))) {
                note = note.with(cosignature);
            }
        } catch (MissingQuorumException e) {
            missing = Optional.of(e.missing());
            return Optional.empty();
        }
        missing = Optional.empty();
        note = note.with(keys.cosign(note, notBefore(last)));
        next = new PublishedHead(next.checkpoint(), note, next.goNote());
        disk.write(Map.of(place.goHead(), next.goNote().toBytes()));
        disk.write(Map.of(place.checkpoint(), next.note().toBytes()));
        return Optional.of(next);
    }

    /** Who did not cosign the last head that was to be published; empty if it was published. */
    Optional<String> missing() {
        return missing;
    }

    /**
     * The current time, but never before the last head's date, even if the clock was set back: clients treat a smaller
     * tree with a later date as a rollback.
     */
    private Instant notBefore(PublishedHead last) throws IOException {
        Instant now = clock.instant();
        try {
            Instant before = dated(last.note(), keys).orElse(Instant.MIN);
            if (before.isAfter(now.plus(Policy.CLOCKS_DIFFER))) {
                LOG.error(
                        "{}: the last head is dated {}, but it is {} by this machine's clock. Clients reject heads from the"
                                + " future: until the clock passes that date, they keep the configuration they have",
                        keys.origin(),
                        before,
                        now);
            }
            return now.isBefore(before) ? before : now;
        } catch (ProofException e) {
            throw new CorruptLogException(place.checkpoint() + ": " + e.getMessage());
        }
    }

    /** When the log signed a head, by its own cosignature. */
    static Optional<Instant> dated(Note head, LogKeys keys) throws ProofException {
        return head.signedBy(keys.cosigner().verifierKey()).map(NoteSignature::cosignedAt);
    }

    private PublishedHead signed(Checkpoint checkpoint) {
        return new PublishedHead(checkpoint, keys.sign(checkpoint), keys.sign(checkpoint.forGo()));
    }
}
