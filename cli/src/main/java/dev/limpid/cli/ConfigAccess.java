package dev.limpid.cli;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.VerifiedConfig;
import dev.limpid.uploader.run.LogConfigSource;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;

/** The verified configuration of a home's collection, as the commands show it. */
final class ConfigAccess {

    private ConfigAccess() {}

    /** The configuration verified last, without touching the network. */
    static Optional<VerifiedConfig> verified(TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock)
            throws IOException {
        Optional<ConfigStore> store = LogConfigSource.store(home, identity, clock);
        return store.isPresent() ? store.get().verified() : Optional.empty();
    }
}
