package dev.limpid.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.ProofException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {

    private static final int LARGEST = 256;

    private final SmallTree whole = SmallTree.of(LARGEST);
    private final List<Hash> roots = roots();

    private List<Hash> roots() {
        List<Hash> all = new ArrayList<>();
        all.add(Hash.OF_NOTHING);
        for (int size = 1; size <= LARGEST; size++) {
            all.add(whole.root(0, size));
        }
        return all;
    }

    @Test
    void root_isTheDefinitionsForEveryTreeUpTo256() throws Exception {
        for (int size = 0; size <= LARGEST; size++) {
            assertThat(new MerkleTree(size, whole.nodes()).root()).isEqualTo(roots.get(size));
        }
    }

    @Test
    void inclusionProof_isTheDefinitionsAndVerifiesForEveryLeafOfEveryTreeUpTo256() throws Exception {
        NodeReader nodes = remembered();
        for (int size = 1; size <= LARGEST; size++) {
            MerkleTree tree = new MerkleTree(size, nodes);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = tree.inclusionProof(index);
                if (size % 16 < 2) {
                    assertThat(proof).isEqualTo(whole.path(index, 0, size));
                }
                Inclusion.verify(index, whole.leaf(index), size, roots.get(size), proof);
            }
        }
    }

    @Test
    void consistencyProof_verifiesForEveryPairOfTreesUpTo256() throws Exception {
        NodeReader nodes = remembered();
        for (int size = 1; size <= LARGEST; size++) {
            MerkleTree tree = new MerkleTree(size, nodes);
            for (int old = 1; old <= size; old++) {
                List<Hash> proof = tree.consistencyProof(old);
                Consistency.verify(old, roots.get(old), size, roots.get(size), proof);
                assertThat(Consistency.provenOldRoot(old, size, roots.get(size), tree.anchoredConsistencyProof(old)))
                        .isEqualTo(roots.get(old));
            }
        }
    }

    @Test
    void inclusionProof_provesNothingForAnotherLeafPlaceSizeOrRoot() throws Exception {
        for (int size = 1; size <= 33; size++) {
            MerkleTree tree = new MerkleTree(size, whole.nodes());
            for (int index = 0; index < size; index++) {
                List<Hash> proof = tree.inclusionProof(index);
                for (int other = 0; other < size; other++) {
                    if (other != index) {
                        refused(other, whole.leaf(index), size, roots.get(size), proof);
                        refused(index, whole.leaf(other), size, roots.get(size), proof);
                    }
                }
                refused(index, whole.leaf(index), size, roots.get(size + 1), proof);
                for (int i = 0; i < proof.size(); i++) {
                    List<Hash> bent = new ArrayList<>(proof);
                    bent.set(i, Hash.OF_NOTHING);
                    refused(index, whole.leaf(index), size, roots.get(size), bent);
                    bent.remove(i);
                    refused(index, whole.leaf(index), size, roots.get(size), bent);
                }
            }
        }
    }

    @Test
    void consistencyProof_refusesAnotherOldRootAndTellsItFromAWorthlessProof() throws Exception {
        for (int size = 2; size <= 40; size++) {
            MerkleTree tree = new MerkleTree(size, whole.nodes());
            for (int old = 1; old < size; old++) {
                List<Hash> proof = tree.consistencyProof(old);
                int from = old;
                int to = size;
                assertThatThrownBy(() -> Consistency.verify(from, Hash.OF_NOTHING, to, roots.get(to), proof))
                        .isInstanceOf(ProofException.class);
                List<Hash> bent = new ArrayList<>(tree.anchoredConsistencyProof(old));
                bent.set(bent.size() - 1, Hash.OF_NOTHING);
                assertThatThrownBy(() -> Consistency.provenOldRoot(from, to, roots.get(to), bent))
                        .isInstanceOf(ProofException.class)
                        .hasMessageContaining("expected the root");
            }
        }
    }

    private static void refused(long index, Hash leaf, long size, Hash root, List<Hash> proof) {
        assertThatThrownBy(() -> Inclusion.verify(index, leaf, size, root, proof))
                .isInstanceOf(ProofException.class);
    }

    private NodeReader remembered() {
        java.util.Map<Long, Hash> known = new java.util.HashMap<>();
        NodeReader nodes = whole.nodes();
        return (level, index) -> {
            long key = (long) level << 32 | index;
            Hash hash = known.get(key);
            if (hash == null) {
                hash = nodes.node(level, index);
                known.put(key, hash);
            }
            return hash;
        };
    }
}
