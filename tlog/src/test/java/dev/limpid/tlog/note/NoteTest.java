package dev.limpid.tlog.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoteTest {

    private static final String TEXT = "example.org/log\n3\nroot\n";

    private final SignerKey signer = SignerKey.generate("example.org/log", KeyType.ED25519, new SecureRandom());
    private final SignerKey witness = SignerKey.generate("witness.example", KeyType.COSIGNATURE, new SecureRandom());

    @Test
    void parse_readsWhatWasWritten() throws Exception {
        Note note = Note.unsigned(TEXT).with(signer.sign(TEXT)).with(witness.cosign(TEXT, Instant.ofEpochSecond(7)));
        Note read = Note.parse(note.toBytes());
        assertThat(read).isEqualTo(note);
        assertThat(read.signedBy(signer.verifierKey())).isPresent();
        assertThat(read.signedBy(witness.verifierKey()).orElseThrow().cosignedAt())
                .isEqualTo(Instant.ofEpochSecond(7));
    }

    @Test
    void text_mayHoldEmptyLinesOfItsOwn() throws Exception {
        String text = "a\n\nb\n";
        Note note = Note.parse(Note.unsigned(text).with(signer.sign(text)).toBytes());
        assertThat(note.text()).isEqualTo(text);
        note.requireSignedByOneOf(List.of(signer.verifierKey()));
    }

    @Test
    void unknownSignature_isIgnored() throws Exception {
        SignerKey stranger = SignerKey.generate("example.org/log", KeyType.ED25519, new SecureRandom());
        Note note = Note.unsigned(TEXT).with(stranger.sign("something else\n")).with(signer.sign(TEXT));
        note.requireSignedByOneOf(List.of(signer.verifierKey()));
    }

    @Test
    void wrongSignatureByAKnownKey_spoilsTheNoteEvenBesideARightOne() {
        Note note = Note.unsigned(TEXT).with(signer.sign(TEXT)).with(signer.sign("something else\n"));
        assertThatThrownBy(() -> note.requireSignedByOneOf(List.of(signer.verifierKey())))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("wrong");
    }

    @Test
    void javaWithoutEd25519_isNotTakenForAWrongSignature() {
        Note note = Note.unsigned(TEXT).with(signer.sign(TEXT));
        Provider[] all = Security.getProviders();
        Arrays.stream(all)
                .filter(provider -> provider.getService("Signature", "Ed25519") != null)
                .forEach(provider -> Security.removeProvider(provider.getName()));
        try {
            assertThatThrownBy(() -> note.requireSignedByOneOf(List.of(signer.verifierKey())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("jdk.crypto.ec");
        } finally {
            for (int i = 0; i < all.length; i++) {
                Security.insertProviderAt(all[i], i + 1);
            }
        }
    }

    @Test
    void noteWithoutAKnownSignature_provesNothing() {
        Note note = Note.unsigned(TEXT).with(witness.cosign(TEXT, Instant.EPOCH));
        assertThatThrownBy(() -> note.requireSignedByOneOf(List.of(signer.verifierKey())))
                .isInstanceOf(ProofException.class)
                .hasMessageContaining("no known key");
    }

    @Test
    void cosignature_isBoundToItsTime() {
        NoteSignature early = witness.cosign(TEXT, Instant.ofEpochSecond(1));
        byte[] bytes = early.bytes();
        bytes[Long.BYTES - 1] = 2;
        Note note = Note.unsigned(TEXT).with(new NoteSignature(early.name(), early.keyId(), bytes));
        assertThatThrownBy(() -> note.signedBy(witness.verifierKey())).isInstanceOf(ProofException.class);
    }

    @Test
    void parse_takesSixteenSignaturesAndRefusesMoreThanAHundred() throws Exception {
        NoteSignature signature = signer.sign(TEXT);
        Note note = Note.unsigned(TEXT);
        for (int i = 0; i < 100; i++) {
            note = note.with(signature);
        }
        assertThat(Note.parse(note.toBytes()).signatures()).hasSize(100);
        byte[] tooMany = note.with(signature).toBytes();
        assertThatThrownBy(() -> Note.parse(tooMany)).isInstanceOf(LogFormatException.class);
    }

    @Test
    void parse_refusesWhatIsNoNote() {
        String line = signer.sign(TEXT).line();
        refused("");
        refused("\n\n");
        refused(TEXT);
        refused(TEXT + "\n");
        refused(TEXT + "\n" + line);
        refused(TEXT + "\n" + line + "\n\n");
        refused(TEXT + "\n" + line.replace('\u2014', '-') + "\n");
        refused(TEXT + "\n" + line.replace("example.org/log ", "example.org/log  ") + "\n");
        refused(TEXT.replace("3", "3\r") + "\n" + line + "\n");
        refused(TEXT + "\n" + line + "\r\n");
        refused(TEXT + "\n\u2014 a\u00a0b AAAAAAAA\n");
        refused(TEXT + "\n\u2014 a\u0085b AAAAAAAA\n");
        refused(TEXT + "\n\u2014 name AAAAAA==\n");
        refused(TEXT + "\n\u2014 name AAAAAAB=\n");
        refused(TEXT + "\n\u2014 name AAAAAAA\n");
    }

    @Test
    void parse_refusesWhatIsNotUtf8() {
        byte[] bytes = Note.unsigned(TEXT).with(signer.sign(TEXT)).toBytes();
        bytes[0] = (byte) 0xff;
        assertThatThrownBy(() -> Note.parse(bytes)).isInstanceOf(LogFormatException.class);
    }

    private static void refused(String note) {
        assertThatThrownBy(() -> Note.parse(note.getBytes(StandardCharsets.UTF_8)))
                .as(note)
                .isInstanceOf(LogFormatException.class);
    }

    /** The time is an unsigned number of 64 bits, most of which are no dates of any calendar. */
    @Test
    void cosignedAt_isATimeWhateverTheNumber() {
        Instant latest = Instant.parse("9999-12-31T23:59:59Z");
        for (long seconds : new long[] {Long.MAX_VALUE, -1, Long.MIN_VALUE, 253_402_300_800L}) {
            byte[] bytes = Cosignature.encode(seconds, new byte[Ed25519.SIGNATURE_BYTES]);
            assertThat(new NoteSignature("witness.example", 1, bytes).cosignedAt())
                    .isEqualTo(latest);
        }
        byte[] never = Cosignature.encode(0, new byte[Ed25519.SIGNATURE_BYTES]);
        assertThat(new NoteSignature("witness.example", 1, never).cosignedAt()).isEqualTo(Instant.EPOCH);
    }
}
