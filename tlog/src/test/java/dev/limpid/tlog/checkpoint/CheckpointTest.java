package dev.limpid.tlog.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.SignerKey;
import java.security.SecureRandom;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointTest {

    private static final String ROOT = "rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=";
    private static final String EMPTY = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";

    @Test
    void text_isReadBackWithItsExtensions() throws Exception {
        String text = "example.org/log\n15\n" + ROOT + "\nextension one\nanother\n";
        Checkpoint checkpoint = Checkpoint.parse(text);
        assertThat(checkpoint.extensions()).containsExactly("extension one", "another");
        assertThat(checkpoint.text()).isEqualTo(text);
        assertThat(checkpoint.forGo().text()).isEqualTo("go.sum database tree\n15\n" + ROOT + "\n");
    }

    @Test
    void emptyTree_hasTheRootOfNothing() throws Exception {
        assertThat(Checkpoint.parse("o\n0\n" + EMPTY + "\n").root()).isEqualTo(Hash.OF_NOTHING);
        assertThatThrownBy(() -> Checkpoint.parse("o\n0\n" + ROOT + "\n")).isInstanceOf(LogFormatException.class);
    }

    @Test
    void parse_refusesEveryOtherSpelling() {
        for (String text : List.of(
                "",
                "\n",
                "o\n15\n",
                "o\n15\n" + ROOT,
                "o\n+15\n" + ROOT + "\n",
                "o\n015\n" + ROOT + "\n",
                "o\n-1\n" + ROOT + "\n",
                "\n15\n" + ROOT + "\n",
                "o\n15\n" + ROOT + "\n\n",
                "o\n15\n" + ROOT + "=\n",
                "o\r\n15\n" + ROOT + "\r\n",
                "o\n1\u0665\n" + ROOT + "\n",
                "o\n15\n\n" + ROOT + "\n")) {
            assertThatThrownBy(() -> Checkpoint.parse(text)).as(text).isInstanceOf(LogFormatException.class);
        }
    }

    @Test
    void proof_hasAtMost63Hashes() throws Exception {
        SignerKey log = SignerKey.generate("example.org/log", KeyType.ED25519, new SecureRandom());
        String text = new Checkpoint("example.org/log", 3, Hash.ofLeaf(new byte[1])).text();
        Note note = Note.unsigned(text).with(log.sign(text));
        for (int hashes : new int[] {0, 1, 63}) {
            List<Hash> proof = Collections.nCopies(hashes, Hash.ofLeaf(new byte[] {7}));
            assertThat(AddCheckpoint.parse(new AddCheckpoint(2, proof, note).toBytes())
                            .proof())
                    .isEqualTo(proof);
            assertThat(ProofFile.parse(new ProofFile(2, proof, note).toBytes()).hashes())
                    .isEqualTo(proof);
        }
        List<Hash> longer = Collections.nCopies(64, Hash.ofLeaf(new byte[] {7}));
        assertThatThrownBy(() -> AddCheckpoint.parse(new AddCheckpoint(2, longer, note).toBytes()))
                .isInstanceOf(LogFormatException.class)
                .hasMessage("a proof has 64 hashes, expected at most 63");
        assertThatThrownBy(() -> ProofFile.parse(new ProofFile(2, longer, note).toBytes()))
                .isInstanceOf(LogFormatException.class)
                .hasMessage("a proof file has no index, or more than 63 hashes");
    }

    @Test
    void heads_areOfOneTree_ifSizeAndRootAre() {
        Hash root = Hash.ofLeaf(new byte[] {1});
        Checkpoint head = new Checkpoint("example.org/log", 3, root);
        assertThat(head.sameTree(head.forGo())).isTrue();
        assertThat(head.sameTree(new Checkpoint("example.org/log", 4, root))).isFalse();
        assertThat(head.sameTree(new Checkpoint("example.org/log", 3, Hash.ofLeaf(new byte[] {2}))))
                .isFalse();
    }
}
