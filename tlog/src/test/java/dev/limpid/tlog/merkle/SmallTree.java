package dev.limpid.tlog.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The model: a tree of a few leaves, computed only by the definition of RFC 6962. */
public final class SmallTree {

    private final List<Hash> leaves = new ArrayList<>();

    public static SmallTree of(int size) {
        SmallTree tree = new SmallTree();
        for (int i = 0; i < size; i++) {
            tree.leaves.add(Hash.ofLeaf(entry(i)));
        }
        return tree;
    }

    public static byte[] entry(int index) {
        return ("entry " + index).getBytes(StandardCharsets.UTF_8);
    }

    public Hash leaf(int index) {
        return leaves.get(index);
    }

    public Hash root() {
        return leaves.isEmpty() ? Hash.OF_NOTHING : root(0, leaves.size());
    }

    public Hash root(int low, int high) {
        if (high - low == 1) {
            return leaves.get(low);
        }
        int split = 1;
        while (split * 2 < high - low) {
            split *= 2;
        }
        return Hash.ofNode(root(low, low + split), root(low + split, high));
    }

    public NodeReader nodes() {
        return (level, index) -> root((int) (index << level), (int) ((index + 1) << level));
    }

    /** PATH(m, D[low:high]) as section 2.1.1 of RFC 6962 writes it. */
    public List<Hash> path(int m, int low, int high) {
        if (high - low == 1) {
            return List.of();
        }
        int split = 1;
        while (split * 2 < high - low) {
            split *= 2;
        }
        List<Hash> path = new ArrayList<>();
        if (m < split) {
            path.addAll(path(m, low, low + split));
            path.add(root(low + split, high));
        } else {
            path.addAll(path(m - split, low + split, high));
            path.add(root(low, low + split));
        }
        return path;
    }
}
