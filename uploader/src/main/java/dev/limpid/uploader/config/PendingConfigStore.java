package dev.limpid.uploader.config;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.ProofException;
import dev.limpid.tlog.module.ModuleRecord;
import dev.limpid.uploader.config.proof.TrustedLogState;
import dev.limpid.uploader.config.proof.UnprovenResponseException;
import dev.limpid.uploader.config.proof.UnusableConfigException;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which of the proven configurations is in force, and which are on show; specified in {@code spec/home.md}, "On show".
 */
final class PendingConfigStore {

    /** Proves again what was proven before, from its files alone. */
    interface Proof {
        VerifiedConfig again(TrustedLogState trusted, byte[] zip)
                throws LogFormatException, ProofException, UnprovenResponseException, UnusableConfigException;
    }

    private final ConfigFolder folder;
    private final Clock clock;
    private final Proof proof;

    PendingConfigStore(ConfigFolder folder, Clock clock, Proof proof) {
        this.folder = folder;
        this.clock = clock;
        this.proof = proof;
    }

    /**
     * The newest configuration, and the older ones that are still in use. One that is not proven now counts as never
     * shown.
     */
    StoredConfigs storedConfigs(TrustedLogState trusted, VerifiedConfig newest) throws IOException {
        Instant now = clock.instant();
        List<StoredConfigs.Entry> held = new ArrayList<>();
        Instant from = trusted.checkedAt().plus(StoredConfigs.ON_SHOW);
        for (StoredConfigFile each : folder.shown()) {
            if (each.trustedState().record().equals(trusted.record())) {
                from = each.from();
            } else if (each.trustedState().proof().index() < trusted.proof().index()) {
                provenAgain(each).ifPresent(config -> held.add(new StoredConfigs.Entry(config, each.from())));
            }
        }
        held.add(new StoredConfigs.Entry(newest, from));
        int first = 0;
        for (int i = 0; i < held.size(); i++) {
            first = held.get(i).from().isAfter(now) ? first : i;
        }
        return new StoredConfigs(held.subList(first, held.size()), now);
    }

    /** All configurations that were shown here and are still proven, oldest first. */
    List<VerifiedConfig> proven() throws IOException {
        List<VerifiedConfig> all = new ArrayList<>();
        for (StoredConfigFile each : folder.shown()) {
            provenAgain(each).ifPresent(all::add);
        }
        return all;
    }

    private Optional<VerifiedConfig> provenAgain(StoredConfigFile shown) throws IOException {
        Optional<byte[]> zip = folder.zip(shown.trustedState());
        try {
            return zip.isPresent() ? Optional.of(proof.again(shown.trustedState(), zip.get())) : Optional.empty();
        } catch (LogFormatException | ProofException | UnprovenResponseException | UnusableConfigException e) {
            return Optional.empty();
        }
    }

    /** Notes that the user was shown the newest configuration and agreed to it. */
    void seenByUser() throws IOException {
        Instant now = clock.instant();
        Optional<TrustedLogState> trusted = folder.trustedState();
        if (trusted.isPresent() && !inForce(trusted.get(), now)) {
            folder.storeShown(new StoredConfigFile(now, trusted.get()));
        }
    }

    private boolean inForce(TrustedLogState trusted, Instant now) throws IOException {
        for (StoredConfigFile each : folder.shown()) {
            if (each.trustedState().record().equals(trusted.record())) {
                return !each.from().isAfter(now);
            }
        }
        return false;
    }

    /**
     * The time from which a configuration that was just proven is in force. The first one of a machine is in force at
     * once, since its user has just agreed to be asked what is decided in public; any other after it has been shown
     * long enough.
     */
    Instant inForceFrom(Optional<TrustedLogState> before, TrustedLogState fresh) throws IOException {
        Instant shownLongEnough = fresh.checkedAt().plus(StoredConfigs.ON_SHOW);
        List<StoredConfigFile> known = folder.shown();
        for (StoredConfigFile each : known) {
            if (each.trustedState().record().equals(fresh.record())) {
                // A later time was stored by a clock that was ahead.
                return each.from().isAfter(shownLongEnough) ? shownLongEnough : each.from();
            }
        }
        return before.isEmpty() && known.isEmpty() && !folder.wasDamaged() ? fresh.checkedAt() : shownLongEnough;
    }

    /** Deletes the configurations that are not in use any more. */
    void deleteUnused(TrustedLogState trusted, VerifiedConfig newest) throws IOException {
        List<ModuleRecord> used = storedConfigs(trusted, newest).held().stream()
                .map(entry -> entry.config().record())
                .toList();
        List<TrustedLogState> kept = new ArrayList<>(List.of(trusted));
        folder.shown().stream()
                .map(StoredConfigFile::trustedState)
                .filter(each -> used.contains(each.record()))
                .forEach(kept::add);
        folder.deleteOthers(kept);
    }
}
