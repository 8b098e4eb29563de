package dev.limpid.tlog.merkle;

import dev.limpid.tlog.ProofException;
import java.util.ArrayList;
import java.util.List;

/** Verifies that a tree is the beginning of a larger one (RFC 9162, section 2.1.4.2). */
public final class Consistency {

    private Consistency() {}

    /** @throws ProofException if the proof does not show that the old tree is the beginning of the new one */
    public static void verify(long oldSize, Hash oldRoot, long newSize, Hash newRoot, List<Hash> proof)
            throws ProofException {
        if (oldSize <= 0 || oldSize > newSize) {
            throw new ProofException("no proof leads from " + oldSize + " to " + newSize + " leaves");
        }
        if (oldSize == newSize && !proof.isEmpty()) {
            throw new ProofException("a consistency proof between trees of the same size has hashes left over");
        }
        List<Hash> anchored = proof;
        if (Long.bitCount(oldSize) == 1 || oldSize == newSize) {
            anchored = new ArrayList<>(proof.size() + 1);
            anchored.add(oldRoot);
            anchored.addAll(proof);
        }
        Hash proven = provenOldRoot(oldSize, newSize, newRoot, anchored);
        if (!proven.equals(oldRoot)) {
            throw new ProofException("the first " + oldSize + " of " + newSize + " leaves have the root " + proven
                    + ", expected " + oldRoot);
        }
    }

    /**
     * The root of the first {@code oldSize} leaves, as the new root proves it. If the caller remembers a different old
     * root, this proves that the log forked; a {@link ProofException} means only that the proof is invalid.
     *
     * @param proof as {@link MerkleTree#anchoredConsistencyProof} makes it
     * @throws ProofException if the proof does not lead to the new root
     */
    public static Hash provenOldRoot(long oldSize, long newSize, Hash newRoot, List<Hash> proof) throws ProofException {
        if (oldSize <= 0 || oldSize > newSize) {
            throw new ProofException("no proof leads from " + oldSize + " to " + newSize + " leaves");
        }
        if (proof.isEmpty()) {
            throw new ProofException("the consistency proof is empty");
        }
        if (oldSize == newSize) {
            return sameTree(newRoot, proof);
        }
        long node = oldSize - 1;
        long last = newSize - 1;
        while ((node & 1) == 1) {
            node >>>= 1;
            last >>>= 1;
        }
        Hash oldHash = proof.get(0);
        Hash newHash = oldHash;
        for (int i = 1; i < proof.size(); i++) {
            if (last == 0) {
                throw new ProofException("the consistency proof has hashes left over");
            }
            Hash sibling = proof.get(i);
            if ((node & 1) == 1 || node == last) {
                oldHash = Hash.ofNode(sibling, oldHash);
                newHash = Hash.ofNode(sibling, newHash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                newHash = Hash.ofNode(newHash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw new ProofException("the consistency proof is too short");
        }
        if (!newHash.equals(newRoot)) {
            throw new ProofException(
                    "the consistency proof leads to " + newHash + ", expected the root " + newRoot + " of " + newSize);
        }
        return oldHash;
    }

    private static Hash sameTree(Hash root, List<Hash> proof) throws ProofException {
        if (proof.size() != 1 || !proof.get(0).equals(root)) {
            throw new ProofException("trees of the same size have different roots: expected " + root);
        }
        return root;
    }
}
