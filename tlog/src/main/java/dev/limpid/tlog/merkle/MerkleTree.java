package dev.limpid.tlog.merkle;

import dev.limpid.tlog.LogFormatException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A tree of a given size, read through its complete subtrees: its root and the proofs of RFC 6962, section 2.1. The
 * proofs are only as trustworthy as the nodes: a caller that got the nodes from a server verifies the proofs with
 * {@link Inclusion} and {@link Consistency}.
 */
public final class MerkleTree {

    private final long size;
    private final NodeReader nodes;

    public MerkleTree(long size, NodeReader nodes) {
        if (size < 0) {
            throw new IllegalArgumentException("tree size is " + size + ", expected 0 or more");
        }
        this.size = size;
        this.nodes = nodes;
    }

    /** MTH(D[n]). */
    public Hash root() throws IOException, LogFormatException {
        return size == 0 ? Hash.OF_NOTHING : range(0, size);
    }

    /** PATH(index, D[n]): the hashes from the leaf's sibling up to the root's child. */
    public List<Hash> inclusionProof(long index) throws IOException, LogFormatException {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("leaf " + index + " is not in a tree of " + size);
        }
        List<Hash> proof = new ArrayList<>();
        long low = 0;
        long high = size;
        while (high - low > 1) {
            long middle = low + split(high - low);
            if (index < middle) {
                proof.add(range(middle, high));
                high = middle;
            } else {
                proof.add(range(low, middle));
                low = middle;
            }
        }
        return reversed(proof);
    }

    /** PROOF(oldSize, D[n]); empty if the sizes are equal. */
    public List<Hash> consistencyProof(long oldSize) throws IOException, LogFormatException {
        List<Hash> proof = anchoredConsistencyProof(oldSize);
        return oldSize == size || Long.bitCount(oldSize) == 1 ? List.copyOf(proof.subList(1, proof.size())) : proof;
    }

    /**
     * PROOF(oldSize, D[n]), always with its first node. RFC 6962 omits that node where it is the old root, which the
     * verifier knows. See {@link Consistency#provenOldRoot}.
     */
    public List<Hash> anchoredConsistencyProof(long oldSize) throws IOException, LogFormatException {
        if (oldSize <= 0 || oldSize > size) {
            throw new IllegalArgumentException("no consistency proof from " + oldSize + " to " + size);
        }
        List<Hash> proof = new ArrayList<>();
        long low = 0;
        long high = size;
        while (oldSize < high) {
            long middle = low + split(high - low);
            if (oldSize <= middle) {
                proof.add(range(middle, high));
                high = middle;
            } else {
                proof.add(range(low, middle));
                low = middle;
            }
        }
        proof.add(range(low, high));
        return reversed(proof);
    }

    private Hash range(long low, long high) throws IOException, LogFormatException {
        long width = high - low;
        if (Long.bitCount(width) == 1) {
            int level = Long.numberOfTrailingZeros(width);
            return nodes.node(level, low >>> level);
        }
        long middle = low + split(width);
        return Hash.ofNode(range(low, middle), range(middle, high));
    }

    /** The largest power of two below {@code width}, which is at least 2. */
    private static long split(long width) {
        return Long.highestOneBit(width - 1);
    }

    private static List<Hash> reversed(List<Hash> proof) {
        List<Hash> reversed = new ArrayList<>(proof.size());
        for (int i = proof.size() - 1; i >= 0; i--) {
            reversed.add(proof.get(i));
        }
        return reversed;
    }
}
