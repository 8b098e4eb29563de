package dev.limpid.server.log.tree;

import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.NoteSignature;
import java.io.IOException;
import java.util.List;

/** Cosigns a head before it is published. */
public interface Cosigners {

    /** No cosigners. */
    Cosigners NONE = (head, tree) -> List.of();

    /**
     * The cosignatures for a head.
     *
     * @param head signed by the log
     * @param tree the tree of that head, for consistency proofs
     * @throws RolledBackLogException if a witness has cosigned a larger tree
     * @throws MissingQuorumException if too few cosigned; the head stays unpublished until a later attempt succeeds
     * @throws IOException if the tree cannot be read
     */
    List<NoteSignature> cosign(Note head, MerkleTree tree) throws IOException, MissingQuorumException;
}
