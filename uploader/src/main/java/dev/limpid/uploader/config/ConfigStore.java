package dev.limpid.uploader.config;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.protocol.question.Relays;
import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.uploader.config.proof.DishonestLogException;
import dev.limpid.uploader.config.proof.EmptyLogException;
import dev.limpid.uploader.config.proof.FutureHeadException;
import dev.limpid.uploader.config.proof.LogProofs;
import dev.limpid.uploader.config.proof.StaleLogException;
import dev.limpid.uploader.config.proof.TrustedLogState;
import dev.limpid.uploader.config.proof.UnprovenResponseException;
import dev.limpid.uploader.config.proof.UnreadablePolicyException;
import dev.limpid.uploader.config.proof.UnusableConfigException;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import dev.limpid.uploader.config.source.LogFetcher;
import dev.limpid.uploader.config.source.LogSource;
import dev.limpid.uploader.config.source.NotFoundException;
import dev.limpid.uploader.config.source.RelayFailures;
import dev.limpid.uploader.file.ProcessLock;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The newest configuration that this machine could prove to be in the collection's log. The newest is the last entry of
 * the configuration tree, read from its tiles, not from a list that the server makes up.
 *
 * <p>Safe for use by several processes on one folder.
 */
public final class ConfigStore {

    static final String TREE = "config/";
    /** A log gives its head a new date every day. A relay that serves an older head may be withholding newer ones. */
    private static final Duration OLD_HEAD = Duration.ofDays(3);

    private static final int LARGEST_HEAD = 64 << 10;

    private final ConfigFolder folder;
    private final String collection;
    private final Clock clock;
    private final LogSource.Choice places;
    private final PendingConfigStore onShow;
    private final LogProofs proofs;
    private final LogVerifier check;

    /**
     * @param folder {@code config/} of a telemetry home; created when something is first stored
     * @param identity the collection's name and policy
     * @param fetcher how to read the log
     */
    public ConfigStore(Path folder, CollectionIdentity identity, Clock clock, LogFetcher fetcher) {
        this(folder, identity, clock, known -> List.of(LogSource.only(fetcher)));
    }

    /**
     * The same, for a log whose place depends on what is known here.
     *
     * @param places where the log is read; asked at each check
     */
    public ConfigStore(Path folder, CollectionIdentity identity, Clock clock, LogSource.Choice places) {
        this.folder = new ConfigFolder(folder);
        this.collection = identity.name();
        this.clock = clock;
        this.places = places;
        this.proofs = new LogProofs(identity, clock);
        this.onShow = new PendingConfigStore(this.folder, clock, proofs::reproven);
        this.check = new LogVerifier(this.folder, collection, proofs, clock, onShow);
    }

    /**
     * The configuration that was verified last. Its files are checked again; the network is not used. Empty if there is
     * none, if it was damaged, or if there is evidence against the log: {@link #state} says which.
     */
    public Optional<VerifiedConfig> verified() throws IOException {
        return state() instanceof ConfigState.Proven proven ? Optional.of(proven.config()) : Optional.empty();
    }

    /** The configuration in force and those on show; empty if {@link #verified} is. */
    public Optional<StoredConfigs> shown() throws IOException {
        return state() instanceof ConfigState.Proven proven ? Optional.of(proven.shown()) : Optional.empty();
    }

    /**
     * Called when a user who was shown the newest configuration agrees: it is in force from now on. Does nothing if
     * there is none, or if it is already in force.
     */
    public void markSeen() throws IOException {
        onShow.seenByUser();
    }

    /** What is stored here and whether it may be used. Its files are checked again; the network is not used. */
    public ConfigState state() throws IOException {
        Optional<TrustedLogState> trusted = folder.trustedState();
        Optional<Path> evidence = folder.evidence();
        if (evidence.isPresent()) {
            return trusted.isPresent()
                    ? withheld(trusted.get(), evidence.get())
                    : new ConfigState.LogDishonest(evidence.get());
        }
        if (trusted.isEmpty()) {
            return folder.isDamaged()
                    ? new ConfigState.Unusable("the file config/verified is damaged")
                    : new ConfigState.None();
        }
        Optional<byte[]> zip = folder.zip(trusted.get());
        if (zip.isEmpty()) {
            return new ConfigState.Unusable(
                    "the file config/" + trusted.get().record().version().escaped() + ".zip is missing");
        }
        try {
            return new ConfigState.Proven(
                    onShow.storedConfigs(trusted.get(), proofs.reproven(trusted.get(), zip.get())));
        } catch (LogFormatException | ProofException | UnprovenResponseException | UnusableConfigException e) {
            return new ConfigState.Unusable(String.valueOf(e.getMessage()));
        }
    }

    private static ConfigState withheld(TrustedLogState trusted, Path evidence) {
        return new ConfigState.Withheld(
                trusted.record().version().toString(),
                trusted.proof().index(),
                LogProofs.checkpoint(trusted),
                trusted.checkedAt(),
                evidence);
    }

    /** The head that this machine saw last; empty before the first, or if what was remembered is damaged. */
    public Optional<Checkpoint> remembered() throws IOException {
        return folder.trustedState().map(LogProofs::checkpoint);
    }

    /** The folder with the evidence: what the log signed and should not have signed. Empty if there is none. */
    public Optional<Path> evidence() throws IOException {
        return folder.evidence();
    }

    /**
     * Asks the log for its newest configuration and proves it. A log that was not extended costs one request. Of
     * several places, it uses the first that serves a proven configuration that is not older than the known one.
     *
     * @throws DishonestLogException if the log contradicts what it signed before, now or earlier; the evidence is
     *     stored
     * @throws UnprovenResponseException if what was served is not proven by the log's signature
     * @throws UnusableConfigException if it is proven, but this version of the program cannot read it
     * @throws StaleLogException if the served head is too old
     * @throws FutureHeadException if the served head is dated in the future
     * @throws EmptyLogException if the log contains no configuration yet
     * @throws NotFoundException if there is no log at its address
     * @throws ConfigCheckInProgressException if another process is asking at the moment
     * @throws UnreadablePolicyException if the program's policy cannot be read
     * @throws IOException if the network fails or the home cannot be written; the last verified configuration stays
     *     valid
     */
    public VerifiedConfig refresh() throws IOException, DishonestLogException {
        ProcessLock lock = ProcessLock.tryAcquire(folder.lock())
                .orElseThrow(() ->
                        new ConfigCheckInProgressException("another process is fetching the configuration right now"));
        try {
            requireNoEvidence();
            VerifiedConfig config = newestFrom(places.of(relays()));
            folder.lastRelays(relays());
            return config;
        } finally {
            lock.close();
        }
    }

    /** Asks one place after the other. What went wrong with a relay is stored for the user to see. */
    private VerifiedConfig newestFrom(List<LogSource> places) throws IOException, DishonestLogException {
        RelayFailures troubles = new RelayFailures(folder.relayTroubles(), places, clock.instant());
        List<String> failures = new ArrayList<>();
        IOException last = new IOException("no source is known for the log of " + collection);
        boolean relayReplied = false;
        Optional<VerifiedConfig> stale = Optional.empty();
        for (LogSource place : places) {
            if (place.bypassesRelays() && relayReplied) {
                break;
            }
            byte[] head = {};
            try {
                head = head(place.fetcher());
                VerifiedConfig config = check.newestBy(head, place.fetcher());
                Instant dated = config.cosigned().values().stream()
                        .max(Instant::compareTo)
                        .orElse(clock.instant());
                if (place.relay().isEmpty() || dated.plus(OLD_HEAD).isAfter(clock.instant())) {
                    troubles.recordSuccess(place);
                    return config;
                }
                relayReplied = true;
                stale = Optional.of(config);
                troubles.recordFailure(
                        place, new StaleLogException("the newest head that it serves is dated " + dated));
            } catch (UnusableConfigException | UnreadablePolicyException | FileSystemException e) {
                throw e; // no other place would help
            } catch (IOException e) {
                if (Thread.currentThread().isInterrupted()) {
                    throw e; // an interrupt says nothing about the place, and no other is asked
                }
                boolean reached = head.length > 0 || !(e.getCause() instanceof IOException);
                relayReplied = relayReplied || (reached && place.relay().isPresent());
                last = e;
                failures.add(troubles.recordFailure(place, e));
            } finally {
                folder.relayTroubles(troubles.lines());
            }
        }
        if (stale.isPresent()) {
            return stale.get();
        }
        throw places.size() == 1 && places.get(0).relay().isEmpty()
                ? last
                : new IOException(String.join("; ", failures), last);
    }

    /**
     * The relays that are asked for the log: those through which answers are sent. If nothing is in force, because the
     * stored configuration is damaged or not proven by this clock or this policy, they are the relays that were stored
     * at the last check, else those that the newest still proven configuration names: the machine must not bypass them.
     */
    private Optional<Relays> relays() throws IOException {
        if (state() instanceof ConfigState.Proven proven
                && proven.shown().inForce().isPresent()) {
            return proven.shown().questions().relays();
        }
        Optional<Relays> noted = folder.lastRelays();
        return noted.isPresent()
                ? noted
                : onShow.proven().stream()
                        .flatMap(config -> config.config().relays().stream())
                        .reduce((older, newer) -> newer);
    }

    /** What went wrong with relays when they were last asked for the log, one sentence each. */
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

    private byte[] head(LogFetcher fetcher) throws IOException {
        try {
            return fetcher.fetch(TREE + "checkpoint", LARGEST_HEAD);
        } catch (NotFoundException e) {
            throw new NotFoundException(e.getMessage() + ", expected the head of the log of " + collection);
        }
    }
}
