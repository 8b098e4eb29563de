package dev.limpid.tlog.tile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.testtools.Needs;
import dev.limpid.testtools.Tool;
import dev.limpid.tlog.Vectors;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Consistency;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.Inclusion;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.VerifierKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

@Needs(Tool.VECTORS)
class TileVectorsTest {

    private static final int LARGEST = 15;

    @Test
    void everyCheckpoint_isSignedAndItsTilesHashToItsRoot() throws Exception {
        for (int size = 0; size <= LARGEST; size++) {
            Checkpoint checkpoint = checkpoint(size);
            assertThat(checkpoint.size()).isEqualTo(size);
            assertThat(tree(size).root()).isEqualTo(checkpoint.root());
        }
    }

    @Test
    void everyEntry_isProvenToBeInEveryTreeThatHoldsIt() throws Exception {
        for (int size = 1; size <= LARGEST; size++) {
            Path tile = folder().resolve(new Tile(Tile.ENTRIES, 0, size).path());
            List<byte[]> entries = EntryTile.decode(Files.readAllBytes(tile));
            assertThat(entries).hasSize(size);
            for (int index = 0; index < size; index++) {
                List<Hash> proof = tree(size).inclusionProof(index);
                Inclusion.verify(
                        index,
                        Hash.ofLeaf(entries.get(index)),
                        size,
                        checkpoint(size).root(),
                        proof);
            }
        }
    }

    @Test
    void everyCheckpoint_isConsistentWithEveryEarlierOne() throws Exception {
        for (int size = 1; size <= LARGEST; size++) {
            for (int old = 1; old <= size; old++) {
                Consistency.verify(
                        old,
                        checkpoint(old).root(),
                        size,
                        checkpoint(size).root(),
                        tree(size).consistencyProof(old));
            }
        }
    }

    private static Path folder() {
        return Vectors.folder("tlog-tiles");
    }

    private static MerkleTree tree(int size) {
        return new MerkleTree(size, new TileNodes(size, tile -> Files.readAllBytes(folder().resolve(tile.path()))));
    }

    private static Checkpoint checkpoint(int size) throws Exception {
        VerifierKey key = VerifierKey.parse(
                Files.readString(folder().resolve("log-public-key.txt")).trim());
        Note note = Note.parse(Files.readAllBytes(folder().resolve("checkpoint." + size)));
        note.requireSignedByOneOf(List.of(key));
        return Checkpoint.parse(note.text());
    }
}
