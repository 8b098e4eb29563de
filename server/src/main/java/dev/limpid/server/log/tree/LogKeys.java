package dev.limpid.server.log.tree;

import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.NoteSignature;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one tree: those that sign its heads, the oldest first, and one that dates them (the log's own cosignature
 * key, so that clients can distinguish a fresh head from a stale one even without outside witnesses).
 *
 * @param signers at least one, all of the same name, which is the origin of the tree
 * @param cosigner the log's own cosignature key
 */
public record LogKeys(List<SignerKey> signers, SignerKey cosigner) {

    public LogKeys {
        signers = List.copyOf(signers);
        if (signers.isEmpty() || cosigner.verifierKey().type() != KeyType.COSIGNATURE) {
            throw new IllegalArgumentException("a tree has one signer key or more, and a cosignature key");
        }
        for (SignerKey signer : signers) {
            if (!signer.verifierKey().name().equals(signers.get(0).verifierKey().name())
                    || signer.verifierKey().type() != KeyType.ED25519) {
                throw new IllegalArgumentException("the keys of a tree have one name, found " + signers);
            }
        }
    }

    /** The name of the log. */
    public String origin() {
        return signers.get(0).verifierKey().name();
    }

    public List<VerifierKey> verifierKeys() {
        return signers.stream().map(SignerKey::verifierKey).toList();
    }

    /** The head of a tree, signed by every signer. */
    Note sign(Checkpoint checkpoint) {
        String text = checkpoint.text();
        List<NoteSignature> signatures = new ArrayList<>();
        for (SignerKey signer : signers) {
            signatures.add(signer.sign(text));
        }
        return new Note(text, signatures);
    }

    NoteSignature cosign(Note head, Instant now) {
        return cosigner.cosign(head.text(), now);
    }
}
