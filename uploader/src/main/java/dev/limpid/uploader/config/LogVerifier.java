package dev.limpid.uploader.config;

import dev.limpid.protocol.text.Quantity;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.checkpoint.ProofFile;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.note.Note;
import dev.limpid.uploader.config.proof.ConfigModule;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.config.proof.EmptyLogException;
import dev.limpid.uploader.config.proof.EntryReader;
import dev.limpid.uploader.config.proof.EquivocationException;
import dev.limpid.uploader.config.proof.FetchedTiles;
import dev.limpid.uploader.config.proof.FutureHeadException;
import dev.limpid.uploader.config.proof.HeadCheck;
import dev.limpid.uploader.config.proof.LogProofs;
import dev.limpid.uploader.config.proof.TrustedLogState;
import dev.limpid.uploader.config.proof.UnprovenResponseException;
import dev.limpid.uploader.config.proof.UnusableConfigException;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import dev.limpid.uploader.config.source.LogFetcher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Checks the log against everything that it signed before. A contradiction is stored as evidence, a proven
 * configuration as the newest one. The caller holds the folder's lock.
 */
final class LogVerifier {
    private final ConfigFolder folder;
    private final String collection;
    private final LogProofs proofs;
    private final Clock clock;
    private final PendingConfigStore onShow;

    LogVerifier(ConfigFolder folder, String collection, LogProofs proofs, Clock clock, PendingConfigStore onShow) {
        this.folder = folder;
        this.collection = collection;
        this.proofs = proofs;
        this.clock = clock;
        this.onShow = onShow;
    }

    /**
     * The configuration that this head proves to be the newest. The rest is read from the place that served the head.
     */
    VerifiedConfig newestBy(byte[] head, LogFetcher fetcher) throws IOException, DishonestLogException {
        folder.keepDamaged();
        Optional<TrustedLogState> trusted = folder.trustedState();
        if (trusted.isPresent() && proofs.isAltered(trusted.get())) {
            folder.quarantineState();
            trusted = Optional.empty();
        }
        return refreshFrom(trusted, head, fetcher);
    }

    private VerifiedConfig refreshFrom(Optional<TrustedLogState> trusted, byte[] head, LogFetcher fetcher)
            throws IOException, DishonestLogException {
        Note note = LogProofs.note(head);
        Instant now = clock.instant();
        Policy.Accepted served = proofs.accepted(note);
        HeadCheck check = new HeadCheck(served, new FetchedTiles(fetcher, ConfigStore.TREE), now);
        for (Note ahead : folder.futureHeads()) {
            storingEvidence(ahead, note, () -> requirePrefix(check, ahead));
        }
        Optional<Policy.Accepted> dated = proofs.policyOrThrow().withoutFutureCosignatures(served, now);
        Map<String, Instant> ahead = Policy.futureCosignatures(served, now);
        if (dated.isEmpty() && trusted.isPresent()) {
            TrustedLogState known = trusted.get();
            storingEvidence(known.proof().checkpoint(), note, () -> check.requirePrefix(LogProofs.checkpoint(known)));
        }
        if (!ahead.isEmpty()) {
            FutureHeadException future = storeFutureHead(served, ahead, now);
            if (dated.isEmpty()) {
                throw future;
            }
        }
        Policy.Accepted current = dated.orElseThrow();
        if (trusted.isPresent()) {
            TrustedLogState known = trusted.get();
            storingEvidence(
                    known.proof().checkpoint(),
                    note,
                    () -> check.requireConsistent(
                            LogProofs.checkpoint(known), proofs.rememberedTimes(known), known.checkedAt()));
        }
        proofs.requireFresh(current);
        Optional<VerifiedConfig> unchanged = unchanged(trusted, current);
        if (unchanged.isPresent()) {
            return unchanged.get();
        }
        return storingEvidence(
                trusted.map(known -> known.proof().checkpoint()).orElse(note),
                note,
                () -> newest(trusted, current, check, fetcher));
    }

    private interface Check<T> {
        T run() throws IOException, EquivocationException;
    }

    /**
     * Runs a check of what was served against what the log signed before; stores both if they contradict each other.
     */
    private <T> T storingEvidence(Note before, Note served, Check<T> check) throws IOException, DishonestLogException {
        try {
            return check.run();
        } catch (EquivocationException e) {
            Path kept = folder.keepEvidence(clock.instant(), e.what(), before, served, e.proof());
            throw new DishonestLogException(e.what(), kept);
        }
    }

    /**
     * The log is bound by every head that it signed, whatever its date. A head that somebody else put here proves
     * nothing.
     */
    private Checkpoint requirePrefix(HeadCheck check, Note before) throws IOException, EquivocationException {
        try {
            return check.requirePrefix(proofs.policyOrThrow().check(before).checkpoint());
        } catch (LogFormatException | ProofException e) {
            return check.head(); // kept under another policy, or changed since: it proves nothing against the log
        }
    }

    private FutureHeadException storeFutureHead(Policy.Accepted served, Map<String, Instant> ahead, Instant now)
            throws IOException {
        String what = "The served head of " + Quantity.of(served.checkpoint().size(), "entry")
                + " is dated in the future, " + ahead + ": it is " + now + " by the clock of this machine.";
        return new FutureHeadException(what, folder.storeFutureHead(now, what, served.note()));
    }

    /** The tree has not changed: the head may have newer cosignatures, everything else is unchanged. */
    private Optional<VerifiedConfig> unchanged(Optional<TrustedLogState> trusted, Policy.Accepted served)
            throws IOException {
        if (trusted.isEmpty() || !LogProofs.checkpoint(trusted.get()).sameTree(served.checkpoint())) {
            return Optional.empty();
        }
        Optional<byte[]> zip = folder.zip(trusted.get());
        if (zip.isEmpty()) {
            return Optional.empty();
        }
        ProofFile proof = trusted.get().proof();
        TrustedLogState renewed = new TrustedLogState(
                clock.instant(), trusted.get().record(), new ProofFile(proof.index(), proof.hashes(), served.note()));
        try {
            VerifiedConfig config = proofs.reproven(renewed, zip.get());
            folder.storeShown(new StoredConfigFile(onShow.inForceFrom(trusted, renewed), renewed));
            folder.store(renewed);
            onShow.deleteUnused(renewed, config);
            return Optional.of(config);
        } catch (LogFormatException | ProofException | UnprovenResponseException | UnusableConfigException e) {
            return Optional.empty(); // the stored files are damaged: everything is fetched again
        }
    }

    private VerifiedConfig newest(
            Optional<TrustedLogState> trusted, Policy.Accepted served, HeadCheck check, LogFetcher fetcher)
            throws IOException, EquivocationException {
        long size = served.checkpoint().size();
        if (size == 0) {
            throw new EmptyLogException("the log of " + collection + " contains no configuration yet");
        }
        ModuleRecord record = new EntryReader(fetcher, ConfigStore.TREE).last(size);
        ProofFile proof = new ProofFile(size - 1, check.proveLastRecord(record), served.note());
        try {
            proofs.requireModule(record);
        } catch (ProofException e) {
            throw new UnprovenResponseException(e.getMessage());
        }
        requireNewer(trusted, record, size);
        byte[] zip = fetcher.fetch(
                record.path().escaped() + "/@v/" + record.version().escaped() + ".zip", ConfigModule.LARGEST_ZIP);
        TrustedLogState fresh = new TrustedLogState(clock.instant(), record, proof);
        VerifiedConfig config = proofs.verified(fresh, served, ConfigModule.read(record, zip));
        folder.store(fresh, zip, onShow.inForceFrom(trusted, fresh));
        onShow.deleteUnused(fresh, config);
        return config;
    }

    /**
     * The tree accepts only ascending versions, so a lower one at its end is signed proof that the log broke this rule.
     */
    private void requireNewer(Optional<TrustedLogState> trusted, ModuleRecord record, long size)
            throws EquivocationException {
        if (trusted.isEmpty() || LogProofs.checkpoint(trusted.get()).size() == size) {
            return;
        }
        ModuleRecord before = trusted.get().record();
        if (record.version().compareTo(before.version()) <= 0) {
            throw new EquivocationException(
                    "The log follows " + before.key() + " with " + record.key() + ", which is not newer.",
                    before + "\n" + record);
        }
    }
}
