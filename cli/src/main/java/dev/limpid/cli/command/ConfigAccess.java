package dev.limpid.cli.command;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.text.MessageBundle;
import dev.limpid.uploader.config.ConfigState;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.StoredConfigs;
import dev.limpid.uploader.consent.PendingConfigInWords;
import dev.limpid.uploader.route.LogConfigSource;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The verified configuration of a home's collection, as commands show it. */
public final class ConfigAccess {

    private ConfigAccess() {}

    /** The configurations that are in force and on show on this machine, read without using the network. */
    public static Optional<StoredConfigs> shown(TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock)
            throws IOException {
        Optional<ConfigStore> store = LogConfigSource.store(home, identity, clock);
        return store.isPresent() ? store.get().shown() : Optional.empty();
    }

    /** The failures of relays that were asked for the configuration; empty if there were none. */
    public static Optional<String> relayTroubles(TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock)
            throws IOException {
        Optional<ConfigStore> store = LogConfigSource.store(home, identity, clock);
        List<String> lines = store.isPresent() ? store.get().relayTroubles() : List.of();
        return lines.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", lines));
    }

    /** A sentence that says which configuration is in force on this machine, or why none is. */
    public static String approved(
            TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock, MessageBundle words)
            throws IOException {
        Optional<ConfigStore> store = LogConfigSource.store(home, identity, clock);
        ConfigState kept = store.isPresent() ? store.get().state() : new ConfigState.None();
        if (kept instanceof ConfigState.Proven proven) {
            return words.format(
                    "env.by",
                    "configuration",
                    PendingConfigInWords.inForce(proven.shown(), words.language()),
                    "when",
                    proven.config().checkedAt());
        }
        if (kept instanceof ConfigState.Withheld withheld) {
            return words.format("env.withheld", "what", withheld.what(), "file", withheld.evidence());
        }
        if (kept instanceof ConfigState.LogDishonest logDishonest) {
            return words.format("env.caught", "file", logDishonest.evidence());
        }
        return kept instanceof ConfigState.Unusable unusable
                ? words.format("env.unusable", "why", unusable.why())
                : words.format("env.nothing");
    }
}
