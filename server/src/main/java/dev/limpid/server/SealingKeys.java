package dev.limpid.server;

import dev.limpid.protocol.oblivious.KeyConfig;
import dev.limpid.protocol.question.Relays;
import dev.limpid.server.intake.AcceptedConfigs;
import dev.limpid.server.oblivious.GatewayKeys;
import dev.limpid.server.settings.CollectionSettings;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The keys for answers that come through relays, as configurations name them; none if no relay is used. Safe for use by
 * many threads.
 */
final class SealingKeys {

    private final CollectionSettings settings;
    private final Optional<GatewayKeys> keys;
    private final AcceptedConfigs configurations;

    SealingKeys(CollectionSettings settings, Optional<GatewayKeys> keys, AcceptedConfigs configurations) {
        this.settings = settings;
        this.keys = keys;
        this.configurations = configurations;
    }

    /** The relays that a configuration made on this day must name. */
    Optional<Relays> relays(LocalDate day) throws IOException {
        return keys.isEmpty()
                ? Optional.empty()
                : Optional.of(new Relays(
                        keys.get().currentKey(day),
                        settings.gateway().orElseThrow().urls(),
                        settings.gateway().orElseThrow().direct()));
    }

    /** Forgets the keys that no configuration in use names any more. */
    void forgetUnused(LocalDate day) throws IOException {
        if (keys.isPresent()) {
            keys.get().forgetAllBut(sealedTo(), day);
        }
    }

    /** Reads the keys again: on an upload node, the operator copies them from the owner. */
    void reload() throws IOException {
        if (keys.isPresent()) {
            keys.get().reload();
        }
    }

    private List<KeyConfig> sealedTo() throws IOException {
        return configurations.inUse().stream()
                .flatMap(known -> known.relays().stream())
                .map(Relays::key)
                .toList();
    }
}
