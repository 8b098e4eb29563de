package dev.limpid.uploader.config.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.ProofFile;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.SignerKey;
import dev.limpid.uploader.config.InMemoryLog;
import dev.limpid.uploader.config.ToolConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is stored is verified each time it is used: a proof that somebody changed afterwards proves nothing. */
class LogProofsTest {

    private static final String PATH = InMemoryLog.COLLECTION + "/config";
    private static final byte[] JSON = CollectionConfigCodec.toJson(ToolConfig.asking("v0.0.0"));

    private final InMemoryLog log = new InMemoryLog();

    private LogProofs proofs(String policy) {
        return new LogProofs(
                new CollectionIdentity(InMemoryLog.COLLECTION, "", "", policy), Clock.fixed(log.now, ZoneOffset.UTC));
    }

    private LogProofs proofs() {
        return proofs(log.policy());
    }

    private void publish(String version) {
        publish(PATH, version, Map.of("config.json", JSON));
    }

    private void publish(String path, String version, Map<String, byte[]> files) {
        log.publish(path, version, files);
    }

    /** What a machine stores if it asks the log now. */
    private TrustedLogState state(long size) throws Exception {
        Note head = Note.parse(log.fetch("config/checkpoint", 10_000));
        ModuleRecord last = new EntryReader(log, "config/").last(size);
        HeadCheck check = new HeadCheck(proofs().accepted(head), new FetchedTiles(log, "config/"), log.now);
        return new TrustedLogState(log.now, last, new ProofFile(size - 1, check.proveLastRecord(last), head));
    }

    private byte[] zip(TrustedLogState state) throws IOException {
        return log.fetch(
                state.record().path().escaped() + "/@v/" + state.record().version() + ".zip", 1 << 20);
    }

    private static TrustedLogState with(TrustedLogState state, long index, List<Hash> hashes) {
        return new TrustedLogState(
                state.checkedAt(),
                state.record(),
                new ProofFile(index, hashes, state.proof().checkpoint()));
    }

    @Test
    void storedProof_isCheckedAgain() throws Exception {
        publish("v1.0.0");
        publish("v1.1.0");
        publish("v1.2.0");
        publish("v1.3.0");
        TrustedLogState stored = state(4);
        byte[] zip = zip(stored);
        assertThat(proofs().reproven(stored, zip).config().version()).isEqualTo("v1.3.0");

        List<Hash> hashes = stored.proof().hashes();
        assertThat(hashes).hasSize(2);
        List<Hash> changed = new ArrayList<>(hashes);
        changed.set(1, Hash.OF_NOTHING);
        for (TrustedLogState wrong :
                List.of(with(stored, 3, changed), with(stored, 2, hashes), with(stored, 3, hashes.subList(0, 1)))) {
            assertThatThrownBy(() -> proofs().reproven(wrong, zip)).isInstanceOf(ProofException.class);
        }
    }

    /** The record of an earlier version is also in the log, but not at this index. */
    @Test
    void storedRecord_isTheOneThatIsProven() throws Exception {
        publish("v1.0.0");
        TrustedLogState before = state(1);
        byte[] zip = zip(before);
        publish("v1.1.0");
        TrustedLogState stored = state(2);
        TrustedLogState mixed = new TrustedLogState(log.now, before.record(), stored.proof());
        assertThatThrownBy(() -> proofs().reproven(mixed, zip)).isInstanceOf(ProofException.class);
    }

    @Test
    void moduleOfAnotherCollection_isRefused_thoughTheLogContainsIt() throws Exception {
        publish("other.example.org/config", "v1.0.0", Map.of("config.json", JSON));
        TrustedLogState stored = state(1);
        byte[] zip = zip(stored);
        assertThatThrownBy(() -> proofs().reproven(stored, zip))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("expected " + PATH);
    }

    @Test
    void headThatTheLogDidNotSign_wasAltered_andOneOfUnknownKeysWasNot() throws Exception {
        publish("v1.0.0");
        TrustedLogState stored = state(1);
        assertThat(proofs().isAltered(stored)).isFalse();
        assertThat(proofs(new InMemoryLog().policy()).isAltered(stored))
                .as("a key that is not known any more")
                .isFalse();
        Note head = stored.proof().checkpoint();
        Note bent = new Note(head.text().replace("\n1\n", "\n2\n"), head.signatures());
        assertThat(proofs().isAltered(new TrustedLogState(log.now, stored.record(), new ProofFile(0, List.of(), bent))))
                .isTrue();
    }

    @Test
    void witnesses_areThoseThatAreIndependentOfTheLog() throws Exception {
        publish("v1.0.0");
        TrustedLogState stored = state(1);
        byte[] zip = zip(stored);
        assertThat(proofs().reproven(stored, zip).witnesses())
                .as("the log's own timekeeper")
                .isEmpty();
        SignerKey witness = SignerKey.generate("witness.example.net", KeyType.COSIGNATURE, new SecureRandom());
        Note head = stored.proof().checkpoint();
        Note cosigned = head.with(witness.cosign(head.text(), log.now));
        TrustedLogState witnessed =
                new TrustedLogState(log.now, stored.record(), new ProofFile(0, List.of(), cosigned));
        String policy = log.policy().replace("quorum", "witness other " + witness.verifierKey() + "\nquorum");
        assertThat(proofs(policy).reproven(witnessed, zip).witnesses()).containsExactly("other");
    }

    @Test
    void charts_explainTheConfiguration_andThoseOfANewerProgramDoNotStopThisOne() throws Exception {
        publish(
                PATH,
                "v1.0.0",
                Map.of("config.json", JSON, "charts.txt", ToolConfig.CHARTS.getBytes(StandardCharsets.UTF_8)));
        TrustedLogState stored = state(1);
        assertThat(proofs().reproven(stored, zip(stored)).charts())
                .singleElement()
                .satisfies(chart -> assertThat(chart.title()).isEqualTo("Flags in use"));
        publish(PATH, "v1.1.0", Map.of("config.json", JSON, "charts.txt", new byte[] {'?'}));
        TrustedLogState newer = state(2);
        assertThat(proofs().reproven(newer, zip(newer)).charts()).isEmpty();
        assertThat(proofs().reproven(newer, zip(newer)).config().version()).isEqualTo("v1.1.0");
    }

    @Test
    void storedState_isReadAsItWasWritten_andAnErrorNamesTheLineWhereItEnds() throws Exception {
        publish("v1.0.0");
        byte[] stored = state(1).encode();
        assertThat(TrustedLogState.decode(stored).encode()).isEqualTo(stored);
        String text = new String(stored, StandardCharsets.UTF_8);
        int end = 0;
        for (int line = 1; line <= 4; line++) {
            byte[] cut = Arrays.copyOf(stored, text.indexOf('\n', end));
            assertThatThrownBy(() -> TrustedLogState.decode(cut))
                    .isInstanceOf(LogFormatException.class)
                    .hasMessage("it ends in line " + line);
            end = text.indexOf('\n', end) + 1;
        }
    }
}
