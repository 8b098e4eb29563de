package dev.limpid.uploader.config.proof;

import dev.limpid.protocol.text.Quantity;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.merkle.Consistency;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.Inclusion;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.tile.TileNodes;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Proves a served head against the remembered one, and a record against the served head. Every tile that is used is
 * proven in the same step: the proof is made from the tiles and verified against the signed root, as in RFC 6962.
 */
public final class HeadCheck {

    private final Policy.Accepted served;
    private final MerkleTree tree;
    private final Instant now;

    public HeadCheck(Policy.Accepted served, FetchedTiles tiles, Instant now) {
        this.served = served;
        this.now = now;
        long size = served.checkpoint().size();
        this.tree = new MerkleTree(size, new TileNodes(size, tiles));
    }

    /**
     * Checks that the served tree begins with the remembered one.
     *
     * @param cosigned who cosigned the remembered one, and when
     * @param seen when this machine saw it by its own clock
     * @throws EquivocationException if the log signed another beginning, or removed entries
     * @throws StaleLogException if the served head is merely older
     * @return the served head
     * @throws UnprovenResponseException if the tiles prove neither
     */
    public Checkpoint requireConsistent(Checkpoint remembered, Map<String, Instant> cosigned, Instant seen)
            throws IOException, EquivocationException {
        if (served.checkpoint().size() < remembered.size()) {
            requireNoRollback(remembered, cosigned, seen);
        }
        return requirePrefix(remembered);
    }

    /** The served head. */
    public Checkpoint head() {
        return served.checkpoint();
    }

    /**
     * Checks that the served tree begins with another one that the log signed, of the same size or smaller; a larger
     * one is not checked. Dates do not matter: the log signed both.
     *
     * @return the served head
     */
    public Checkpoint requirePrefix(Checkpoint remembered) throws IOException, EquivocationException {
        Checkpoint head = served.checkpoint();
        if (head.size() < remembered.size()) {
            return head;
        }
        if (head.size() == remembered.size() || remembered.size() == 0) {
            if (remembered.size() == head.size() && !head.root().equals(remembered.root())) {
                throw new EquivocationException(
                        "The log signed two different trees of " + Quantity.of(head.size(), "entry") + ".",
                        "the roots differ\n");
            }
            return head;
        }
        List<Hash> proof;
        Hash proven;
        try {
            proof = tree.anchoredConsistencyProof(remembered.size());
            proven = Consistency.provenOldRoot(remembered.size(), head.size(), head.root(), proof);
        } catch (LogFormatException | ProofException e) {
            throw new UnprovenResponseException("the tiles do not belong to the signed head: " + e.getMessage());
        }
        if (!proven.equals(remembered.root())) {
            throw new EquivocationException(
                    "The log's tree of " + Quantity.of(head.size(), "entry") + " does not begin with the "
                            + Quantity.of(remembered.size(), "entry") + " that it signed before.",
                    lines(proof));
        }
        return head;
    }

    /**
     * A cosigner dates its cosignatures in the order in which it makes them, and makes none for a smaller tree after a
     * larger one. So a later date of the same cosigner on a smaller tree proves a rollback; anything else is a mirror
     * that lags behind. Dates of different cosigners are not compared: their clocks differ. A date from the future
     * proves nothing.
     */
    private void requireNoRollback(Checkpoint remembered, Map<String, Instant> cosigned, Instant seen)
            throws EquivocationException, StaleLogException {
        String sizes = Quantity.of(served.checkpoint().size(), "entry") + " after one of " + remembered.size();
        Map<String, Instant> ahead = Policy.futureCosignatures(served, now);
        for (Map.Entry<String, Instant> each : served.cosigned().entrySet()) {
            Instant before = cosigned.get(each.getKey());
            if (before != null
                    && !ahead.containsKey(each.getKey())
                    && each.getValue().isAfter(noLaterThan(before, seen))) {
                throw new EquivocationException(
                        "The log was rolled back: it signed a tree of " + sizes + ", and " + each.getKey()
                                + " dated it later.",
                        "remembered " + before + ", seen " + seen + "\nserved " + each.getValue() + "\n");
            }
        }
        throw new StaleLogException("the served head is older than the one this machine has seen: " + sizes);
    }

    /**
     * The latest time at which a remembered cosignature can have been made. Older versions of this program remembered
     * dates in the future; such a cosignature existed when this machine saw it, whatever its date.
     */
    private Instant noLaterThan(Instant date, Instant seen) {
        Instant latest = seen.plus(Policy.CLOCKS_DIFFER);
        return date.isAfter(now.plus(Policy.CLOCKS_DIFFER)) && date.isAfter(latest) ? latest : date;
    }

    /** Proves that a record is the last entry of the served tree. */
    public List<Hash> proveLastRecord(ModuleRecord record) throws IOException {
        Checkpoint head = served.checkpoint();
        long index = head.size() - 1;
        try {
            // This also covers the hashes of the last tiles that the proof does not need: no hash is kept unproven.
            if (!tree.root().equals(head.root())) {
                throw new ProofException("the tiles do not hash to the signed root " + head.root());
            }
            List<Hash> proof = tree.inclusionProof(index);
            Inclusion.verify(index, record.leaf(), head.size(), head.root(), proof);
            return proof;
        } catch (LogFormatException | ProofException e) {
            throw new UnprovenResponseException(
                    record.key() + " is not proven to be the newest entry: " + e.getMessage());
        }
    }

    private static String lines(List<Hash> proof) {
        StringBuilder text = new StringBuilder();
        for (Hash hash : proof) {
            text.append(hash).append('\n');
        }
        return text.toString();
    }
}
