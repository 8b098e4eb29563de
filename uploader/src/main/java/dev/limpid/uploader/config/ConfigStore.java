package dev.limpid.uploader.config;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.question.Relays;
import dev.limpid.protocol.text.Counted;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.tlog.checkpoint.Policy;
import dev.limpid.tlog.checkpoint.ProofFile;
import dev.limpid.tlog.merkle.Inclusion;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.tlog.note.Note;
import dev.limpid.uploader.file.ProcessLock;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest configuration that this machine could prove to be in the collection's log. The newest is the last entry of
 * the configuration tree, read from its tiles; no list that the server makes up is asked.
 *
 * <p>Safe for use by several processes on one folder.
 */
public final class ConfigStore {

    private static final String TREE = "config/";
    /** A log dates its head anew every day. A relay that shows an older one may keep what followed back. */
    private static final Duration OLD_HEAD = Duration.ofDays(3);

    private static final int LARGEST_HEAD = 64 << 10;

    private final ConfigFolder folder;
    private final String collection;
    private final String policyText;
    private final Clock clock;
    private final LogPlace.Choice places;
    private final OnShow onShow;

    /**
     * @param folder {@code config/} of a telemetry home; made when something is first kept
     * @param identity the collection's name and policy
     * @param fetcher how to read the log
     */
    public ConfigStore(Path folder, CollectionIdentity identity, Clock clock, LogFetcher fetcher) {
        this(folder, identity, clock, known -> List.of(LogPlace.only(fetcher)));
    }

    /**
     * The same where it depends on what is known here how the log is read.
     *
     * @param places where; asked at each check
     */
    public ConfigStore(Path folder, CollectionIdentity identity, Clock clock, LogPlace.Choice places) {
        this.folder = new ConfigFolder(folder);
        this.collection = identity.name();
        this.policyText = identity.policy();
        this.clock = clock;
        this.places = places;
        this.onShow = new OnShow(this.folder, clock, this::reproven);
    }

    /**
     * The configuration that was verified last, its files checked again; the network is not touched. Empty if there is
     * none, it was damaged, or there is evidence against the log: {@link #kept} says which.
     */
    public Optional<VerifiedConfig> verified() throws IOException {
        return kept() instanceof KeptConfig.Proven proven ? Optional.of(proven.config()) : Optional.empty();
    }

    /** The configuration in force and those on show; empty where {@link #verified} is. */
    public Optional<ShownConfigs> shown() throws IOException {
        return kept() instanceof KeptConfig.Proven proven ? Optional.of(proven.shown()) : Optional.empty();
    }

    /**
     * Called when a user agrees who was shown the newest configuration: it is in force from now on. Does nothing where
     * there is none, or where it is in force already.
     */
    public void seenByUser() throws IOException {
        onShow.seenByUser();
    }

    /** What is held here and whether it may be used, its files checked again; the network is not touched. */
    public KeptConfig kept() throws IOException {
        Optional<TrustedLogState> memory = folder.memory();
        Optional<Path> evidence = folder.evidence();
        if (evidence.isPresent()) {
            return memory.isPresent() ? withheld(memory.get(), evidence.get()) : new KeptConfig.Caught(evidence.get());
        }
        if (memory.isEmpty()) {
            return folder.isDamaged()
                    ? new KeptConfig.Unusable("the file config/verified is damaged")
                    : new KeptConfig.None();
        }
        Optional<byte[]> zip = folder.zip(memory.get());
        if (zip.isEmpty()) {
            return new KeptConfig.Unusable(
                    "the file config/" + memory.get().record().version().escaped() + ".zip is missing");
        }
        try {
            return new KeptConfig.Proven(onShow.with(memory.get(), reproven(memory.get(), zip.get())));
        } catch (LogFormatException | ProofException | UnprovenAnswerException | UnusableConfigException e) {
            return new KeptConfig.Unusable(String.valueOf(e.getMessage()));
        }
    }

    private static KeptConfig withheld(TrustedLogState memory, Path evidence) {
        return new KeptConfig.Withheld(
                memory.record().version().toString(),
                memory.proof().index(),
                checkpoint(memory),
                memory.checkedAt(),
                evidence);
    }

    private VerifiedConfig reproven(TrustedLogState memory, byte[] zip)
            throws LogFormatException, ProofException, UnprovenAnswerException, UnusableConfigException {
        Policy policy = policy();
        Policy.Accepted head = policy.check(memory.proof().checkpoint());
        if (policy.asOf(head, clock.instant()).isEmpty()) {
            throw new ProofException("its head is dated in the future: " + Policy.datedAhead(head, clock.instant()));
        }
        Checkpoint checkpoint = head.checkpoint();
        ProofFile proof = memory.proof();
        Inclusion.verify(proof.index(), memory.record().leaf(), checkpoint.size(), checkpoint.root(), proof.hashes());
        requireModule(memory.record());
        return verified(memory, head, ConfigModule.read(memory.record(), zip));
    }

    /** The head that this machine saw last; empty before the first, or if what was remembered is damaged. */
    public Optional<Checkpoint> remembered() throws IOException {
        return folder.memory().map(ConfigStore::checkpoint);
    }

    /** The folder with what the log signed and should not have; present while that stands. */
    public Optional<Path> evidence() throws IOException {
        return folder.evidence();
    }

    /**
     * Asks the log for its newest configuration and proves it. A log that was not extended costs one request. Of several
     * places the first is good that gives what is proven and not older than what is known here.
     *
     * @throws DishonestLogException if the log contradicts what it signed before, now or earlier; the evidence is kept
     * @throws UnprovenAnswerException if what was served is not proven by the log's signature
     * @throws UnusableConfigException if it is proven, but this version of the program cannot read it
     * @throws StaleLogException if the served head is too old
     * @throws FutureHeadException if the served head is dated in the future
     * @throws EmptyLogException if the log holds no configuration yet
     * @throws NotServedException if there is no log at its address
     * @throws BusyConfigException if another process is just asking
     * @throws UnreadablePolicyException if the program carries no policy that can be read
     * @throws IOException if the network fails or the home cannot be written; the last verified configuration stays good
     */
    public VerifiedConfig refresh() throws IOException, DishonestLogException {
        ProcessLock lock = ProcessLock.tryAcquire(folder.lock())
                .orElseThrow(() -> new BusyConfigException("another process is just asking for the configuration"));
        try {
            requireNoEvidence();
            VerifiedConfig config = asked(places.of(relays()));
            folder.through(relays());
            return config;
        } finally {
            lock.close();
        }
    }

    /** One place after the other; what went wrong with a relay is noted, for its user to see. */
    private VerifiedConfig asked(List<LogPlace> places) throws IOException, DishonestLogException {
        RelayTroubles troubles = new RelayTroubles(folder.relayTroubles(), places, clock.instant());
        List<String> all = new ArrayList<>();
        IOException last = new IOException("there is no place to read the log of " + collection);
        boolean cameBack = false;
        Optional<VerifiedConfig> old = Optional.empty();
        for (LogPlace place : places) {
            if (place.past() && cameBack) {
                break;
            }
            byte[] head = {};
            try {
                head = head(place.fetcher());
                VerifiedConfig config = refreshed(head, place.fetcher());
                Instant dated = config.cosigned().values().stream()
                        .max(Instant::compareTo)
                        .orElse(clock.instant());
                if (place.relay().isEmpty() || dated.plus(OLD_HEAD).isAfter(clock.instant())) {
                    troubles.none(place);
                    return config;
                }
                cameBack = true;
                old = Optional.of(config);
                troubles.of(place, new StaleLogException("the newest head that it has is of " + dated));
            } catch (UnusableConfigException | UnreadablePolicyException | FileSystemException e) {
                throw e; // no other place would help
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e; // which says nothing of the place, and leads to no other
                }
                boolean reached = head.length > 0 || !(e.getCause() instanceof IOException);
                cameBack = cameBack || (reached && place.relay().isPresent());
                last = e;
                all.add(troubles.of(place, e));
            } finally {
                folder.relayTroubles(troubles.lines());
            }
        }
        if (old.isPresent()) {
            return old.get();
        }
        throw places.size() == 1 && places.get(0).relay().isEmpty()
                ? last
                : new IOException(String.join("; ", all), last);
    }

    /**
     * The relays that are asked for the log: those that answers go through. Where nothing is in force, because what is kept
     * is damaged or not proven by this clock or this policy, those that were noted at the last check, else any that is
     * named by what is still proven: the machine must not go past them.
     */
    private Optional<Relays> relays() throws IOException {
        if (kept() instanceof KeptConfig.Proven proven
                && proven.shown().inForce().isPresent()) {
            return proven.shown().questions().relays();
        }
        Optional<Relays> noted = folder.through();
        return noted.isPresent()
                ? noted
                : onShow.proven().stream()
                        .flatMap(config -> config.config().relays().stream())
                        .reduce((older, newer) -> newer);
    }

    /** What went wrong with relays when they were last asked for the log, a sentence each. */
    public List<String> relayTroubles() throws IOException {
        return folder.relayTroubles();
    }

    private void requireNoEvidence() throws IOException, DishonestLogException {
        Optional<Path> kept = folder.evidence();
        if (kept.isPresent()) {
            throw new DishonestLogException(
                    "The log of " + collection + " was caught contradicting itself.", kept.get());
        }
    }

    private VerifiedConfig refreshed(byte[] head, LogFetcher fetcher) throws IOException, DishonestLogException {
        folder.keepDamaged();
        Optional<TrustedLogState> memory = folder.memory();
        if (memory.isPresent() && isAltered(memory.get())) {
            folder.keepAside();
            memory = Optional.empty();
        }
        return refreshFrom(memory, head, fetcher);
    }

    /**
     * Whether the log certainly did not sign the head that is remembered as it stands there. Then the file was damaged, which
     * says nothing about the log. What was accepted under an older policy, by keys that are not known any more, binds the log.
     */
    private boolean isAltered(TrustedLogState memory) throws IOException {
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

    private VerifiedConfig refreshFrom(Optional<TrustedLogState> memory, byte[] head, LogFetcher fetcher)
            throws IOException, DishonestLogException {
        Note note = note(head);
        Instant now = clock.instant();
        Policy.Accepted served = accepted(note);
        HeadCheck check = new HeadCheck(served, new FetchedTiles(fetcher, TREE), now);
        for (Note ahead : folder.ahead()) {
            honest(ahead, note, () -> beginsWith(check, ahead));
        }
        Optional<Policy.Accepted> dated = policyOrThrow().asOf(served, now);
        Map<String, Instant> ahead = Policy.datedAhead(served, now);
        if (dated.isEmpty() && memory.isPresent()) {
            TrustedLogState known = memory.get();
            honest(known.proof().checkpoint(), note, () -> check.beginsWith(checkpoint(known)));
        }
        if (!ahead.isEmpty()) {
            FutureHeadException future = keepAhead(served, ahead, now);
            if (dated.isEmpty()) {
                throw future;
            }
        }
        Policy.Accepted current = dated.orElseThrow();
        if (memory.isPresent()) {
            TrustedLogState known = memory.get();
            honest(
                    known.proof().checkpoint(),
                    note,
                    () -> check.follows(checkpoint(known), rememberedTimes(known), known.checkedAt()));
        }
        requireFresh(current);
        Optional<VerifiedConfig> same = same(memory, current);
        if (same.isPresent()) {
            return same.get();
        }
        return honest(
                memory.map(known -> known.proof().checkpoint()).orElse(note),
                note,
                () -> newest(memory, current, check, fetcher));
    }

    private interface Check<T> {
        T run() throws IOException, Contradiction;
    }

    /** Runs a check of what was served against what the log signed before; keeps both if they contradict each other. */
    private <T> T honest(Note before, Note served, Check<T> check) throws IOException, DishonestLogException {
        try {
            return check.run();
        } catch (Contradiction e) {
            Path kept = folder.keepEvidence(clock.instant(), e.what(), before, served, e.proof());
            throw new DishonestLogException(e.what(), kept);
        }
    }

    /** Whatever its date, the log signed a head; one that somebody else put here says nothing. */
    private Checkpoint beginsWith(HeadCheck check, Note before) throws IOException, Contradiction {
        try {
            return check.beginsWith(policyOrThrow().check(before).checkpoint());
        } catch (LogFormatException | ProofException e) {
            return check.head(); // kept under another policy, or changed since: it proves nothing against the log
        }
    }

    private FutureHeadException keepAhead(Policy.Accepted served, Map<String, Instant> ahead, Instant now)
            throws IOException {
        String what = "The served head of " + Counted.of(served.checkpoint().size(), "entry")
                + " is dated in the future, " + ahead + ": it is " + now + " by the clock of this machine.";
        return new FutureHeadException(what, folder.keepAhead(now, what, served.note()));
    }

    private byte[] head(LogFetcher fetcher) throws IOException {
        try {
            return fetcher.fetch(TREE + "checkpoint", LARGEST_HEAD);
        } catch (NotServedException e) {
            throw new NotServedException(e.getMessage() + ", expected the head of the log of " + collection);
        }
    }

    /** The tree has not changed: the head may carry younger cosignatures, everything else stands. */
    private Optional<VerifiedConfig> same(Optional<TrustedLogState> memory, Policy.Accepted served) throws IOException {
        if (memory.isEmpty() || !checkpoint(memory.get()).sameTree(served.checkpoint())) {
            return Optional.empty();
        }
        Optional<byte[]> zip = folder.zip(memory.get());
        if (zip.isEmpty()) {
            return Optional.empty();
        }
        ProofFile proof = memory.get().proof();
        TrustedLogState renewed = new TrustedLogState(
                clock.instant(), memory.get().record(), new ProofFile(proof.index(), proof.hashes(), served.note()));
        try {
            VerifiedConfig config = reproven(renewed, zip.get());
            folder.show(new Shown(onShow.from(memory, renewed), renewed));
            folder.store(renewed);
            onShow.forget(renewed, config);
            return Optional.of(config);
        } catch (LogFormatException | ProofException | UnprovenAnswerException | UnusableConfigException e) {
            return Optional.empty(); // what is kept is damaged: all of it is fetched again
        }
    }

    private VerifiedConfig newest(
            Optional<TrustedLogState> memory, Policy.Accepted served, HeadCheck check, LogFetcher fetcher)
            throws IOException, Contradiction {
        long size = served.checkpoint().size();
        if (size == 0) {
            throw new EmptyLogException("the log of " + collection + " holds no configuration yet");
        }
        ModuleRecord record = new EntryReader(fetcher, TREE).last(size);
        ProofFile proof = new ProofFile(size - 1, check.provesLast(record), served.note());
        try {
            requireModule(record);
        } catch (ProofException e) {
            throw new UnprovenAnswerException(e.getMessage());
        }
        requireNewer(memory, record, size);
        byte[] zip = fetcher.fetch(
                record.path().escaped() + "/@v/" + record.version().escaped() + ".zip", ConfigModule.LARGEST_ZIP);
        TrustedLogState fresh = new TrustedLogState(clock.instant(), record, proof);
        VerifiedConfig config = verified(fresh, served, ConfigModule.read(record, zip));
        folder.store(fresh, zip, onShow.from(memory, fresh));
        onShow.forget(fresh, config);
        return config;
    }

    private void requireModule(ModuleRecord record) throws ProofException {
        ModulePath expected = new ModulePath(collection + "/config");
        if (!record.path().equals(expected)) {
            throw new ProofException("the newest entry is " + record.key() + ", expected " + expected);
        }
    }

    /** The tree takes ascending versions only, so a lower one at its end is signed proof that it was bent. */
    private void requireNewer(Optional<TrustedLogState> memory, ModuleRecord record, long size) throws Contradiction {
        if (memory.isEmpty() || checkpoint(memory.get()).size() == size) {
            return;
        }
        ModuleRecord before = memory.get().record();
        if (record.version().compareTo(before.version()) <= 0) {
            throw new Contradiction(
                    "The log follows " + before.key() + " with " + record.key() + ", which is not newer.",
                    before + "\n" + record);
        }
    }

    private void requireFresh(Policy.Accepted served) throws IOException {
        Policy policy = policyOrThrow();
        Instant now = clock.instant();
        if (policy.isStale(served, now)) {
            throw new StaleLogException("the served head was cosigned at "
                    + served.quorumAt().orElseThrow()
                    + ", longer ago than the policy allows: is a mirror stuck, or the clock (" + now + ") wrong?");
        }
    }

    private static Note note(byte[] bytes) throws UnprovenAnswerException {
        try {
            return Note.parse(bytes);
        } catch (LogFormatException e) {
            throw new UnprovenAnswerException("what was served as checkpoint is none: " + e.getMessage());
        }
    }

    private Policy.Accepted accepted(Note note) throws IOException {
        try {
            return policyOrThrow().check(note);
        } catch (LogFormatException | ProofException e) {
            throw new UnprovenAnswerException("the served checkpoint proves nothing: " + e.getMessage());
        }
    }

    private Policy policy() throws LogFormatException {
        return Policy.parse(policyText);
    }

    private Policy policyOrThrow() throws IOException {
        try {
            return policy();
        } catch (LogFormatException e) {
            throw new UnreadablePolicyException(
                    "the policy of " + collection + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A head in memory was accepted when it was stored. */
    private static Checkpoint checkpoint(TrustedLogState memory) {
        try {
            return Checkpoint.parse(memory.proof().checkpoint().text());
        } catch (LogFormatException e) {
            throw new IllegalStateException("a remembered checkpoint cannot be read", e);
        }
    }

    private Map<String, Instant> rememberedTimes(TrustedLogState memory) {
        try {
            return policy().check(memory.proof().checkpoint()).cosigned();
        } catch (LogFormatException | ProofException e) {
            // Accepted under an older policy: its tree still binds the log, its times say nothing.
            return Map.of();
        }
    }

    private VerifiedConfig verified(TrustedLogState memory, Policy.Accepted head, ConfigModule module) {
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
}
