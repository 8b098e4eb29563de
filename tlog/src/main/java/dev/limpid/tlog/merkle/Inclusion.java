package dev.limpid.tlog.merkle;

import dev.limpid.tlog.ProofException;
import java.util.List;

/** Verifies that a leaf is in a tree (RFC 9162, section 2.1.3.2). */
public final class Inclusion {

    private Inclusion() {}

    /** @throws ProofException if the proof does not lead from the leaf at {@code index} to the root */
    public static void verify(long index, Hash leaf, long size, Hash root, List<Hash> proof) throws ProofException {
        if (index < 0 || index >= size) {
            throw new ProofException("leaf " + index + " is not in a tree of " + size);
        }
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : proof) {
            if (last == 0) {
                throw new ProofException("the inclusion proof of leaf " + index + " has hashes left over");
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.ofNode(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>>= 1;
                    last >>>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw new ProofException("the inclusion proof of leaf " + index + " is too short");
        }
        if (!hash.equals(root)) {
            throw new ProofException("the inclusion proof of leaf " + index + " leads to " + hash
                    + ", expected the root " + root + " of " + size + " leaves");
        }
    }
}
