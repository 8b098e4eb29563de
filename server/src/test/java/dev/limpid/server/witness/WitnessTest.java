package dev.limpid.server.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.checkpoint.AddCheckpoint;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.merkle.NodeReader;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.NoteSignature;
import dev.limpid.tlog.note.SignerKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {

    private static final String ORIGIN = "telemetry.example.org/config";
    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");

    @TempDir
    Path folder;

    private final SignerKey log = SignerKey.generate(ORIGIN, KeyType.ED25519, new SecureRandom());
    private final SignerKey key = SignerKey.generate("witness.example", KeyType.COSIGNATURE, new SecureRandom());
    private @Nullable Witness witness;

    @BeforeEach
    void start() throws Exception {
        witness = open();
    }

    @AfterEach
    void stop() throws Exception {
        witness().close();
    }

    private Witness open() throws Exception {
        return new Witness(key, List.of(log.verifierKey()), SeenHeads.open(folder), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private Witness witness() {
        return Objects.requireNonNull(witness);
    }

    private static NodeReader nodes(String history) {
        return new NodeReader() {
            @Override
            public Hash node(int level, long index) {
                return level == 0
                        ? Hash.ofLeaf((history + index).getBytes(StandardCharsets.UTF_8))
                        : Hash.ofNode(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
            }
        };
    }

    private Note head(int size, String history) throws Exception {
        String text = new Checkpoint(ORIGIN, size, new MerkleTree(size, nodes(history)).root()).text();
        return Note.unsigned(text).with(log.sign(text));
    }

    private Witness.Reply ask(int old, int size, String history) throws Exception {
        List<Hash> proof =
                old == 0 || old > size ? List.of() : new MerkleTree(size, nodes(history)).consistencyProof(old);
        return witness().add(new AddCheckpoint(old, proof, head(size, history)).toBytes());
    }

    @Test
    void add_cosignsAContinuation() throws Exception {
        assertThat(ask(0, 3, "a").status()).isEqualTo(200);
        Witness.Reply reply = ask(3, 7, "a");
        assertThat(reply.status()).isEqualTo(200);
        Note cosigned = head(7, "a").with(NoteSignature.parse(reply.body().strip()));
        Optional<NoteSignature> signature = cosigned.signedBy(key.verifierKey());
        assertThat(signature.orElseThrow().cosignedAt()).isEqualTo(NOW);
        assertThat(ask(7, 7, "a").status())
                .as("the same head again, for its age")
                .isEqualTo(200);
    }

    @Test
    void add_remembersAcrossRestarts() throws Exception {
        ask(0, 3, "a");
        stop();
        start();
        Witness.Reply reply = ask(0, 7, "a");
        assertThat(reply).isEqualTo(new Witness.Reply(409, "text/x.tlog.size", "3\n"));
        assertThat(ask(3, 7, "a").status()).isEqualTo(200);
    }

    @Test
    void add_refusesAForkOfTheSameSizeAndOfALargerOne() throws Exception {
        ask(0, 3, "a");
        Witness.Reply other = ask(3, 3, "b");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.contentType()).as("no size to try again with").startsWith("text/plain");
        assertThat(other.body()).contains("another root for the size 3");
        assertThat(ask(3, 7, "b").status()).isEqualTo(422);
        assertThat(ask(3, 7, "a").status()).isEqualTo(200);
    }

    @Test
    void add_wantsNoProofForTheSameSize() throws Exception {
        ask(0, 3, "a");
        List<Hash> proof = List.of(Hash.ofLeaf(new byte[0]));
        for (String history : List.of("a", "b")) {
            assertThat(witness()
                            .add(new AddCheckpoint(3, proof, head(3, history)).toBytes())
                            .status())
                    .isEqualTo(422);
        }
        assertThat(ask(3, 3, "a").status()).isEqualTo(200);
    }

    @Test
    void add_refusesAnOldSizeAboveTheCheckpoints() throws Exception {
        ask(0, 7, "a");
        assertThat(ask(7, 3, "a").status()).isEqualTo(400);
        assertThat(ask(3, 3, "a").status()).isEqualTo(409);
    }

    @Test
    void add_refusesUnknownLogsWrongSignaturesAndOtherTexts() throws Exception {
        SignerKey other = SignerKey.generate("other.example/config", KeyType.ED25519, new SecureRandom());
        String text = new Checkpoint("other.example/config", 0, Hash.OF_NOTHING).text();
        Note unknown = Note.unsigned(text).with(other.sign(text));
        assertThat(witness()
                        .add(new AddCheckpoint(0, List.of(), unknown).toBytes())
                        .status())
                .isEqualTo(404);
        Note unsigned = Note.unsigned(head(3, "a").text()).with(log.sign("something else\n"));
        assertThat(witness()
                        .add(new AddCheckpoint(0, List.of(), unsigned).toBytes())
                        .status())
                .isEqualTo(403);
        for (String body :
                List.of("", "old\n\n", "old 0\n", "old +0\n\n" + head(3, "a"), "old 00\n\n" + head(3, "a"))) {
            assertThat(witness().add(body.getBytes(StandardCharsets.UTF_8)).status())
                    .as(body)
                    .isEqualTo(400);
        }
        assertThat(ask(0, 3, "a").status()).as("nothing of that was remembered").isEqualTo(200);
    }

    /** Two witnesses with separate records would cosign two histories. */
    @Test
    void secondWitnessOfTheSameFolder_isRefused() throws Exception {
        assertThatThrownBy(this::open)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is locked: another process uses this witness's record of heads");
        assertThat(ask(0, 3, "a").status()).isEqualTo(200);
        witness().close();
        witness = open();
        assertThat(ask(0, 2, "b").status()).as("it remembers").isEqualTo(409);
    }
}
