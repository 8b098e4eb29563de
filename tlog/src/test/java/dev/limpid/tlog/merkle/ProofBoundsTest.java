package dev.limpid.tlog.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.ProofException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Leaves and sizes at the ends of a tree: one beyond is refused for that reason, before any hash is examined. */
class ProofBoundsTest {

    private static final int SIZE = 5;

    private final SmallTree small = SmallTree.of(SIZE);
    private final MerkleTree tree = new MerkleTree(SIZE, small.nodes());

    @Test
    void leaf_isOneOfTheTree() throws Exception {
        for (int index : new int[] {0, SIZE - 1}) {
            List<Hash> proof = tree.inclusionProof(index);
            assertThat(proof).isEqualTo(small.path(index, 0, SIZE));
            Inclusion.verify(index, small.leaf(index), SIZE, small.root(), proof);
        }
        for (int index : new int[] {-1, SIZE}) {
            assertThatThrownBy(() -> tree.inclusionProof(index))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("leaf " + index + " is not in a tree of 5");
            assertThatThrownBy(() -> Inclusion.verify(index, small.leaf(0), SIZE, small.root(), List.of()))
                    .isInstanceOf(ProofException.class)
                    .hasMessage("leaf " + index + " is not in a tree of 5");
        }
    }

    @Test
    void olderTree_isNeitherEmptyNorTheLarger() {
        for (int old : new int[] {0, -1, SIZE + 1}) {
            String why = "no proof leads from " + old + " to 5 leaves";
            assertThatThrownBy(() -> Consistency.verify(old, small.root(), SIZE, small.root(), List.of()))
                    .isInstanceOf(ProofException.class)
                    .hasMessage(why);
            assertThatThrownBy(() -> Consistency.provenOldRoot(old, SIZE, small.root(), List.of(small.root())))
                    .isInstanceOf(ProofException.class)
                    .hasMessage(why);
            assertThatThrownBy(() -> tree.anchoredConsistencyProof(old))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no consistency proof from " + old + " to 5");
        }
    }
}
