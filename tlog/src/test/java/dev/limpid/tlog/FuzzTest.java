package dev.limpid.tlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.limpid.tlog.checkpoint.AddCheckpoint;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.checkpoint.ProofFile;
import dev.limpid.tlog.merkle.Consistency;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.merkle.Inclusion;
import dev.limpid.tlog.merkle.MerkleTree;
import dev.limpid.tlog.merkle.SmallTree;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.tlog.note.VerifierKey;
import dev.limpid.tlog.tile.EntryTile;
import dev.limpid.tlog.tile.Tile;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Everything that a server may respond, changed at random: it is read back to the same bytes or refused by one of our
 * two exceptions, and no changed proof proves anything. {@code -Dlimpid.fuzz.rounds} makes it run longer.
 */
class FuzzTest {

    private static final int ROUNDS = Integer.getInteger("limpid.fuzz.rounds", 4_000);

    private final Random random = new Random(20261121);
    private final SignerKey log = SignerKey.generate("example.org/log", KeyType.ED25519, new SecureRandom());
    private final SignerKey witness = SignerKey.generate("w.example", KeyType.COSIGNATURE, new SecureRandom());
    private final String text =
            new Checkpoint("example.org/log", 5, SmallTree.of(5).root()).text();
    private final Note note = Note.unsigned(text).with(log.sign(text)).with(witness.cosign(text, Instant.EPOCH));

    private interface Reading {
        /** The parsed input, written again; or nothing to compare with. */
        byte[] again(byte[] bytes) throws TlogException;
    }

    private void readBackOrRefused(byte[] honest, Reading reading) throws TlogException {
        assertThat(reading.again(honest)).isEqualTo(honest);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] bent = bend(honest);
            try {
                assertThat(reading.again(bent)).isEqualTo(bent);
            } catch (TlogException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    private byte[] bend(byte[] honest) {
        byte[] bent = honest.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = bent.length == 0 ? 0 : random.nextInt(bent.length);
            switch (random.nextInt(5)) {
                case 0 -> bent = Arrays.copyOf(bent, at);
                case 1 -> bent = splice(bent, at, at, new byte[] {(byte) "\n\r +=—0 /".charAt(random.nextInt(9))});
                case 2 -> bent = splice(bent, at, Math.min(bent.length, at + random.nextInt(8)), new byte[0]);
                case 3 -> bent = splice(bent, at, at, Arrays.copyOfRange(bent, at, Math.min(bent.length, at + 40)));
                default -> {
                    if (bent.length > 0) {
                        bent[at] ^= (byte) (1 << random.nextInt(8));
                    }
                }
            }
        }
        return bent;
    }

    private static byte[] splice(byte[] bytes, int from, int to, byte[] with) {
        byte[] spliced = new byte[from + with.length + bytes.length - to];
        System.arraycopy(bytes, 0, spliced, 0, from);
        System.arraycopy(with, 0, spliced, from, with.length);
        System.arraycopy(bytes, to, spliced, from + with.length, bytes.length - to);
        return spliced;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String utf8(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Texts come from bytes that need not be UTF-8; the texts are compared. */
    private void textReadBackOrRefused(String honest, TextReading reading) throws TlogException {
        readBackOrRefused(utf8(honest), bytes -> {
            String bent = utf8(bytes);
            assertThat(reading.again(bent)).isEqualTo(bent);
            return bytes;
        });
    }

    private interface TextReading {
        String again(String text) throws TlogException;
    }

    @Test
    void note_isReadBackOrRefused() throws TlogException {
        readBackOrRefused(note.toBytes(), bytes -> Note.parse(bytes).toBytes());
    }

    @Test
    void bentNote_isNeverTakenForTheLogsUnlessItsTextIs() throws TlogException {
        for (int round = 0; round < ROUNDS / 4; round++) {
            try {
                Note bent = Note.parse(bend(note.toBytes()));
                bent.requireSignedByOneOf(List.of(log.verifierKey()));
                assertThat(bent.text()).isEqualTo(text);
            } catch (TlogException e) {
                assertThat(e.getMessage()).isNotEmpty();
            }
        }
    }

    @Test
    void checkpoint_isReadBackOrRefused() throws TlogException {
        textReadBackOrRefused(text, bent -> Checkpoint.parse(bent).text());
    }

    @Test
    void keys_areReadBackOrRefused() throws TlogException {
        textReadBackOrRefused(
                log.verifierKey().toString(), bent -> VerifierKey.parse(bent).toString());
        textReadBackOrRefused(log.secretText(), bent -> SignerKey.parse(bent).secretText());
    }

    @Test
    void tilePaths_areReadBackOrRefused() throws TlogException {
        textReadBackOrRefused(
                "tile/0/x001/x234/067.p/255", bent -> Tile.parse(bent).path());
        textReadBackOrRefused("tile/8/data/x001/067", bent -> Tile.parseGo(bent).goPath());
    }

    @Test
    void entryTile_isReadBackOrRefused() throws TlogException {
        List<byte[]> entries = List.of(utf8("one"), new byte[0], utf8("three"), new byte[700]);
        readBackOrRefused(EntryTile.encode(entries), bytes -> EntryTile.encode(EntryTile.decode(bytes)));
    }

    @Test
    void record_isReadBackOrRefused() throws TlogException {
        ModuleZip zip = ModuleZip.pack(new ModulePath("example.org/config"), ModuleVersion.parse("v1.2.3"), Map.of());
        readBackOrRefused(
                ModuleRecord.of(zip).entry(), bytes -> ModuleRecord.parse(bytes).entry());
    }

    @Test
    void proofFileAndWitnessRequest_areReadBackOrRefused() throws Exception {
        List<Hash> proof = new MerkleTree(5, SmallTree.of(5).nodes()).inclusionProof(2);
        readBackOrRefused(new ProofFile(2, proof, note).toBytes(), bytes -> {
            String bent = utf8(bytes);
            String read = ProofFile.parse(bytes).toString();
            assertThat(bent.contains("\nextra ") || read.equals(bent)).isTrue();
            return bytes;
        });
        readBackOrRefused(new AddCheckpoint(2, proof, note).toBytes(), bytes -> {
            assertThat(utf8(AddCheckpoint.parse(bytes).toBytes())).isEqualTo(utf8(bytes));
            return bytes;
        });
    }

    @Test
    void policy_isReadOrRefused() throws TlogException {
        String policy = "log " + log.verifierKey() + " https://example.org\nwitness w " + witness.verifierKey()
                + "\ngroup g any w\nquorum g\nmax-age 3d\n";
        textReadBackOrRefused(policy, bent -> Policy.parse(bent).text());
    }

    @Test
    void zip_isReadOrRefusedWithinItsLimits() throws TlogException {
        ModulePath path = new ModulePath("example.org/config");
        ModuleVersion version = ModuleVersion.parse("v1.2.3");
        byte[] honest = ModuleZip.pack(path, version, Map.of("config.json", new byte[5000], "a/b", new byte[7]))
                .bytes();
        readBackOrRefused(honest, bytes -> {
            ModuleZip zip = ModuleZip.read(path, version, bytes, 10_000);
            assertThat(zip.files().values().stream()
                            .mapToInt(file -> file.length)
                            .sum())
                    .isLessThanOrEqualTo(10_000);
            return zip.bytes();
        });
    }

    @Test
    void bentProof_provesNothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            int size = 2 + random.nextInt(60);
            int index = random.nextInt(size);
            SmallTree small = SmallTree.of(size);
            MerkleTree tree = new MerkleTree(size, small.nodes());
            List<Hash> inclusion = tree.inclusionProof(index);
            List<Hash> bent = bend(inclusion);
            if (!bent.equals(inclusion)) {
                assertThat(proves(() -> Inclusion.verify(index, small.leaf(index), size, small.root(), bent)))
                        .isFalse();
            }
            int old = 1 + random.nextInt(size - 1);
            List<Hash> consistency = tree.consistencyProof(old);
            List<Hash> other = bend(consistency);
            if (!other.equals(consistency)) {
                assertThat(proves(() -> Consistency.verify(old, small.root(0, old), size, small.root(), other)))
                        .isFalse();
            }
        }
    }

    private List<Hash> bend(List<Hash> proof) {
        List<Hash> bent = new ArrayList<>(proof);
        int at = random.nextInt(proof.size() + 1);
        switch (random.nextInt(4)) {
            case 0 -> bent.add(at, Hash.OF_NOTHING);
            case 1 -> bent.subList(at, bent.size()).clear();
            case 2 -> java.util.Collections.shuffle(bent, random);
            default -> {
                if (at < bent.size()) {
                    bent.set(at, Hash.ofLeaf(bent.get(at).toBytes()));
                }
            }
        }
        return bent;
    }

    private interface Verification {
        void run() throws ProofException;
    }

    private static boolean proves(Verification verification) {
        try {
            verification.run();
            return true;
        } catch (ProofException e) {
            return false;
        }
    }
}
