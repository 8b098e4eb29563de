package dev.limpid.uploader.config.proof;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.checkpoint.ProofFile;
import dev.limpid.tlog.merkle.Inclusion;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.note.Note;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Checks heads and entries against the program's policy: whether they are signed as it requires, whether they are fresh
 * enough, and whether they prove what is stored here. Reads no file and does not use the network. Immutable.
 */
public final class LogProofs {
    private final String collection;
    private final String policyText;
    private final Clock clock;

    public LogProofs(CollectionIdentity identity, Clock clock) {
        this.collection = identity.name();
        this.policyText = identity.policy();
        this.clock = clock;
    }

    /** The stored configuration; its files and proofs are checked again. */
    public VerifiedConfig reproven(TrustedLogState memory, byte[] zip)
            throws LogFormatException, ProofException, UnprovenResponseException, UnusableConfigException {
        Policy policy = policy();
        Policy.Accepted head = policy.check(memory.proof().checkpoint());
        if (policy.withoutFutureCosignatures(head, clock.instant()).isEmpty()) {
            throw new ProofException(
                    "its head is dated in the future: " + Policy.futureCosignatures(head, clock.instant()));
        }
        Checkpoint checkpoint = head.checkpoint();
        ProofFile proof = memory.proof();
        Inclusion.verify(proof.index(), memory.record().leaf(), checkpoint.size(), checkpoint.root(), proof.hashes());
        requireModule(memory.record());
        return verified(memory, head, ConfigModule.read(memory.record(), zip));
    }

    /** The configuration with its proof. */
    public VerifiedConfig verified(TrustedLogState memory, Policy.Accepted head, ConfigModule module) {
        return new VerifiedConfig(
                module.config(),
                module.charts(),
                memory.record(),
                memory.proof().index(),
                head.checkpoint(),
                head.cosigned(),
                independent(head),
                memory.checkedAt());
    }

    private List<String> independent(Policy.Accepted head) {
        try {
            return policy().independent(head.cosigned().keySet());
        } catch (LogFormatException e) {
            return List.of(); // a head was accepted by this policy, so it can be read
        }
    }

    public Policy.Accepted accepted(Note note) throws IOException {
        try {
            return policyOrThrow().check(note);
        } catch (LogFormatException | ProofException e) {
            throw new UnprovenResponseException("the served checkpoint proves nothing: " + e.getMessage());
        }
    }

    public static Note note(byte[] bytes) throws UnprovenResponseException {
        try {
            return Note.parse(bytes);
        } catch (LogFormatException e) {
            throw new UnprovenResponseException("what was served is not a checkpoint: " + e.getMessage());
        }
    }

    /**
     * Whether the log certainly did not sign the remembered head as it is stored. Then the file was damaged, which says
     * nothing about the log. A head that was accepted under an older policy, by keys that are not known any more, still
     * binds the log.
     */
    public boolean isAltered(TrustedLogState memory) throws IOException {
        Note note = memory.proof().checkpoint();
        try {
            for (Policy.LogKey log : policyOrThrow().logs()) {
                note.signedBy(log.key());
            }
            return false;
        } catch (ProofException e) {
            return true;
        }
    }

    public Map<String, Instant> rememberedTimes(TrustedLogState memory) {
        try {
            return policy().check(memory.proof().checkpoint()).cosigned();
        } catch (LogFormatException | ProofException e) {
            // Accepted under an older policy: its tree still binds the log, its times prove nothing.
            return Map.of();
        }
    }

    /** The remembered head, which was accepted when it was stored. */
    public static Checkpoint checkpoint(TrustedLogState memory) {
        try {
            return Checkpoint.parse(memory.proof().checkpoint().text());
        } catch (LogFormatException e) {
            throw new IllegalStateException("a remembered checkpoint cannot be read", e);
        }
    }

    public void requireModule(ModuleRecord record) throws ProofException {
        ModulePath expected = new ModulePath(collection + "/config");
        if (!record.path().equals(expected)) {
            throw new ProofException("the newest entry is " + record.key() + ", expected " + expected);
        }
    }

    public void requireFresh(Policy.Accepted served) throws IOException {
        Policy policy = policyOrThrow();
        Instant now = clock.instant();
        if (policy.isStale(served, now)) {
            throw new StaleLogException("the served head was cosigned at "
                    + served.quorumAt().orElseThrow()
                    + ", longer ago than the policy allows: is a mirror stuck, or the clock (" + now + ") wrong?");
        }
    }

    private Policy policy() throws LogFormatException {
        return Policy.parse(policyText);
    }

    public Policy policyOrThrow() throws IOException {
        try {
            return policy();
        } catch (LogFormatException e) {
            throw new UnreadablePolicyException(
                    "the policy of " + collection + " cannot be read: " + e.getMessage(), e);
        }
    }
}
