package dev.limpid.tlog.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.merkle.Hash;
import dev.limpid.tlog.note.KeyType;
import dev.limpid.tlog.note.Note;
import dev.limpid.tlog.note.SignerKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class PolicyTest {

    private static final String TEXT = new Checkpoint("example.org/log", 0, Hash.OF_NOTHING).text();

    private final SignerKey log = key("example.org/log", KeyType.ED25519);
    private final SignerKey newer = key("example.org/log", KeyType.ED25519);
    private final SignerKey a = key("a.example", KeyType.COSIGNATURE);
    private final SignerKey b = key("b.example", KeyType.COSIGNATURE);
    private final SignerKey c = key("c.example", KeyType.COSIGNATURE);

    private static SignerKey key(String name, KeyType type) {
        return SignerKey.generate(name, type, new SecureRandom());
    }

    private Policy policy(String rest) throws LogFormatException {
        return Policy.parse("# whom we believe\nlog " + log.verifierKey() + " https://example.org/log # here\n"
                + "log " + newer.verifierKey() + "\n\n"
                + "witness a " + a.verifierKey() + " https://a.example/\nwitness b " + b.verifierKey() + "\n"
                + "witness c " + c.verifierKey() + "\n" + rest);
    }

    private Note head(SignerKey signer, SignerKey... witnesses) {
        Note note = Note.unsigned(TEXT).with(signer.sign(TEXT));
        for (int i = 0; i < witnesses.length; i++) {
            note = note.with(witnesses[i].cosign(TEXT, Instant.ofEpochSecond(1000L * (i + 1))));
        }
        return note;
    }

    @Test
    void quorum_countsTheMembersOfGroups() throws Exception {
        Policy policy = policy("group bc any b c\ngroup all 2 a bc\nquorum all\n");
        assertThat(policy.check(head(log, a, b)).cosigned()).containsOnlyKeys("a", "b");
        assertThat(policy.check(head(newer, c, a)).cosigned()).containsOnlyKeys("a", "c");
        for (List<SignerKey> few : List.of(List.of(a), List.of(b, c), List.<SignerKey>of())) {
            assertThatThrownBy(() -> policy.check(head(log, few.toArray(SignerKey[]::new))))
                    .isInstanceOf(ProofException.class)
                    .hasMessageContaining("expected all");
        }
        assertThat(policy("quorum none\n").check(head(log)).quorumAt()).isEmpty();
        assertThat(policy("group two 2 a b c\nquorum two\n")
                        .check(head(log, a, c))
                        .cosigned())
                .hasSize(2);
    }

    @Test
    void quorumAt_isTheLatestTimeAtWhichEnoughHadCosigned() throws Exception {
        Policy policy = policy("group two 2 a b c\nquorum two\nmax-age 1d\n");
        Policy.Accepted head = policy.check(head(log, a, b, c));
        assertThat(head.quorumAt()).contains(Instant.ofEpochSecond(2000));
        assertThat(policy.isStale(head, Instant.ofEpochSecond(2000 + 86_400))).isFalse();
        assertThat(policy.isStale(head, Instant.ofEpochSecond(2001 + 86_400))).isTrue();
    }

    @Test
    void check_refusesAWrongCosignatureEvenWhereItIsNotNeeded() throws Exception {
        Note wrong = head(log, a).with(b.cosign("something else\n", Instant.EPOCH));
        assertThatThrownBy(() -> policy("quorum a\n").check(wrong)).isInstanceOf(ProofException.class);
    }

    @Test
    void check_refusesAnotherLogsHeadUnderTheSameKey() throws Exception {
        String other = new Checkpoint("example.org/other", 0, Hash.OF_NOTHING).text();
        Note note = Note.unsigned(other).with(log.sign(other));
        assertThatThrownBy(() -> policy("quorum none\n").check(note)).isInstanceOf(ProofException.class);
        String go = new Checkpoint(Checkpoint.GO_ORIGIN, 0, Hash.OF_NOTHING).text();
        Note goNote = Note.unsigned(go).with(log.sign(go));
        assertThatThrownBy(() -> policy("quorum none\n").check(goNote)).isInstanceOf(ProofException.class);
    }

    @Test
    void parse_refusesWhatItDoesNotUnderstand() {
        for (String rest : List.of(
                "",
                "quorum x\n",
                "quorum a\nquorum b\n",
                "quorum none extra\n",
                "group g 3 a b\nquorum g\n",
                "group g 0 a b\nquorum g\n",
                "group g any a a\nquorum g\n",
                "group g any x\nquorum g\n",
                "group g any a\ngroup h any a\nquorum h\n",
                "group a any b\nquorum a\n",
                "group none any b\nquorum none\n",
                "quorum a\nfreshness 3\n",
                "quorum a\nmax-age 3\n",
                "quorum a\nmax-age +3d\n",
                "quorum a\nmax-age 3d\nmax-age 3d\n",
                "witness d " + log.verifierKey() + "\nquorum a\n",
                "log " + a.verifierKey() + "\nquorum a\n",
                "witness a " + a.verifierKey() + "\nquorum a\n")) {
            assertThatThrownBy(() -> policy(rest)).as(rest).isInstanceOf(LogFormatException.class);
        }
        assertThatThrownBy(() -> Policy.parse("quorum none\n")).hasMessageContaining("names no log");
    }

    @Test
    void refusal_namesTheLineAndWhatItIsAbout() {
        assertThatThrownBy(() -> policy("quorum a\nfreshness 3\n"))
                .hasMessageStartingWith("policy, line 9: \"freshness\"");
        assertThatThrownBy(() -> policy("\n# nothing\nquorum x\n"))
                .hasMessage("policy, line 10: \"x\" is not defined above");
    }

    @Test
    void asOf_countsNoCosignatureFromTheFuture() throws Exception {
        Policy policy = policy("group any 1 a b\nquorum any\nmax-age 1d\n");
        Policy.Accepted head = policy.check(head(log, a, b)); // a at 1000 s, b at 2000 s
        Instant hourBefore = Instant.ofEpochSecond(2000 - 3600);
        assertThat(policy.withoutFutureCosignatures(head, hourBefore)).contains(head);
        Policy.Accepted rest = policy.withoutFutureCosignatures(head, hourBefore.minusSeconds(1))
                .orElseThrow();
        assertThat(rest.cosigned()).containsOnlyKeys("a");
        assertThat(rest.quorumAt()).contains(Instant.ofEpochSecond(1000));
        assertThat(rest.note().signedBy(b.verifierKey())).isEmpty();
        assertThat(policy.check(rest.note())).isEqualTo(rest);
        assertThat(policy.withoutFutureCosignatures(head, Instant.ofEpochSecond(1000 - 3601)))
                .isEmpty();
    }

    /** One rule for every place that gives a number of witnesses. */
    @Test
    void independent_isSomebodyElsesWordAndCountsOnce() throws Exception {
        SignerKey signer = key("telemetry.example.org/config", KeyType.ED25519);
        SignerKey lite = key("lite.example", KeyType.COSIGNATURE);
        String sameKey = new dev.limpid.tlog.note.VerifierKey(
                        "other.example", KeyType.COSIGNATURE, lite.verifierKey().publicKey())
                .toString();
        String logsKey = new dev.limpid.tlog.note.VerifierKey(
                        "third.example",
                        KeyType.COSIGNATURE,
                        signer.verifierKey().publicKey())
                .toString();
        Policy policy = Policy.parse("log " + signer.verifierKey() + "\n"
                + "witness clock "
                + key("telemetry.example.org/config/time", KeyType.COSIGNATURE).verifierKey() + "\n"
                + "witness host "
                + key("Telemetry.example.org", KeyType.COSIGNATURE).verifierKey() + "\n"
                + "witness below "
                + key("witness.telemetry.example.org", KeyType.COSIGNATURE).verifierKey() + "\n"
                + "witness logs-key " + logsKey + "\n"
                + "witness own " + lite.verifierKey() + "\n"
                + "witness twice " + key("lite.example", KeyType.COSIGNATURE).verifierKey() + "\n"
                + "witness same-key " + sameKey + "\n"
                + "witness silent " + key("silent.example", KeyType.COSIGNATURE).verifierKey() + "\n"
                + "witness second "
                + key("nottelemetry.example.org", KeyType.COSIGNATURE).verifierKey() + "\n"
                + "quorum none\n");
        List<String> cosigners =
                List.of("clock", "host", "below", "logs-key", "own", "twice", "same-key", "second", "stranger");
        assertThat(policy.independent(cosigners)).containsExactly("own", "second");
        assertThat(policy.independent(List.of("twice"))).containsExactly("twice");
    }

    @Test
    void missing_saysWhomItWaitsFor() throws Exception {
        Quorum both = policy("group both all a b\nquorum both\n").quorum();
        assertThat(both.missing(java.util.Set.of("a"))).isEqualTo("witness b (quorum 1 of 2)");
        assertThat(both.missing(java.util.Set.of())).isEqualTo("witness a and b (quorum 0 of 2)");
        Quorum some = policy("group some 2 a b c\nquorum some\n").quorum();
        assertThat(some.missing(java.util.Set.of("c"))).isEqualTo("witness a or b (quorum 1 of 2)");
        assertThat(policy("quorum a\n").quorum().missing(java.util.Set.of())).isEqualTo("witness a (quorum 0 of 1)");
    }
}
