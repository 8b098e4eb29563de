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
    public VerifiedConfig reproven(TrustedLogState trusted, byte[] zip)
            throws LogFormatException, ProofException, UnprovenResponseException, UnusableConfigException {
        Policy policy = policy();
        Policy.Accepted head = policy.check(trusted.proof().checkpoint());
        if (policy.withoutFutureCosignatures(head, clock.instant()).isEmpty()) {
            throw new ProofException(
                    "its head is dated in the future: " + Policy.futureCosignatures(head, clock.instant()));
        }
        Checkpoint checkpoint = head.checkpoint();
        ProofFile proof = trusted.proof();
        Inclusion.verify(proof.index(), trusted.record().leaf(), checkpoint.size(), checkpoint.root(), proof.hashes());
        requireModule(trusted.record());
        return verified(trusted, head, ConfigModule.read(trusted.record(), zip));
    }

    /** The configuration with its proof. */
    public VerifiedConfig verified(TrustedLogState trusted, Policy.Accepted head, ConfigModule module) {
        return new VerifiedConfig(
                module.config(),
                module.charts(),
                trusted.record(),
                trusted.proof().index(),
                head.checkpoint(),
                head.cosigned(),
                independent(head),
                trusted.checkedAt());
    }

    private List<String> independent(Policy.Accepted head) {
        try {
            return policy().independent(head.cosigned().keySet());
        } catch (LogFormatException e) {
            return List.of(); // a head was accepted by this policy, so it can be read
        }
    }

    /** The head in a note that the policy accepts. */
    public Policy.Accepted accepted(Note note) throws IOException {
        try {
            return policyOrThrow().check(note);
        } catch (LogFormatException | ProofException e) {
            throw new UnprovenResponseException("the served checkpoint proves nothing: " + e.getMessage());
        }
    }

    /** Parses a served checkpoint, whose signatures are not checked here. */
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
    public boolean isAltered(TrustedLogState trusted) throws IOException {
        Note note = trusted.proof().checkpoint();
        try {
            for (Policy.LogKey log : policyOrThrow().logs()) {
                note.signedBy(log.key());
            }
            return false;
        } catch (ProofException e) {
            return true;
        }
    }

    /** Who cosigned the remembered head, and when; empty if the policy does not accept that head any more. */
    public Map<String, Instant> rememberedTimes(TrustedLogState trusted) {
        try {
            return policy().check(trusted.proof().checkpoint()).cosigned();
        } catch (LogFormatException | ProofException e) {
            // Accepted under an older policy: its tree still binds the log, its times prove nothing.
            return Map.of();
        }
    }

    /** The remembered head, which was accepted when it was stored. */
    public static Checkpoint checkpoint(TrustedLogState trusted) {
        try {
            return Checkpoint.parse(trusted.proof().checkpoint().text());
        } catch (LogFormatException e) {
            throw new IllegalStateException("a remembered checkpoint cannot be read", e);
        }
    }

    /** Checks that a record is a version of the collection's configuration. */
    public void requireModule(ModuleRecord record) throws ProofException {
        ModulePath expected = new ModulePath(collection + "/config");
        if (!record.path().equals(expected)) {
            throw new ProofException("the newest entry is " + record.key() + ", expected " + expected);
        }
    }

    /** Checks that a head was cosigned as recently as the policy requires. */
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

    /** The program's policy. */
    public Policy policyOrThrow() throws IOException {
        try {
            return policy();
        } catch (LogFormatException e) {
            throw new UnreadablePolicyException(
                    "the policy of " + collection + " cannot be read: " + e.getMessage(), e);
        }
    }
}
