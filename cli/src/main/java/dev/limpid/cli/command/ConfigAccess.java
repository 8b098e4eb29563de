package dev.limpid.cli.command;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.protocol.text.Sentences;
import dev.limpid.uploader.config.ConfigStore;
import dev.limpid.uploader.config.ShownConfigs;
import dev.limpid.uploader.config.StoredConfig;
import dev.limpid.uploader.consent.OnShowInWords;
import dev.limpid.uploader.route.LogConfigSource;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The verified configuration of a home's collection, as commands show it. */
public final class ConfigAccess {

    private ConfigAccess() {}

    /** The configurations that are in force and on show on this machine, read without using the network. */
    public static Optional<ShownConfigs> shown(TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock)
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
            TelemetryHome home, Optional<CollectionIdentity> identity, Clock clock, Sentences words)
            throws IOException {
        Optional<ConfigStore> store = LogConfigSource.store(home, identity, clock);
        StoredConfig kept = store.isPresent() ? store.get().kept() : new StoredConfig.None();
        if (kept instanceof StoredConfig.Proven proven) {
            return words.say(
                    "env.by",
                    "configuration",
                    OnShowInWords.inForce(proven.shown(), words.language()),
                    "when",
                    proven.config().checkedAt());
        }
        if (kept instanceof StoredConfig.Withheld withheld) {
            return words.say("env.withheld", "what", withheld.what(), "file", withheld.evidence());
        }
        if (kept instanceof StoredConfig.Caught caught) {
            return words.say("env.caught", "file", caught.evidence());
        }
        return kept instanceof StoredConfig.Unusable unusable
                ? words.say("env.unusable", "why", unusable.why())
                : words.say("env.nothing");
    }
}
