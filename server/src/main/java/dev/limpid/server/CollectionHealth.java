package dev.limpid.server;

import dev.limpid.server.configuration.ConfigVersion;
import dev.limpid.server.configuration.LoggedConfigs;
import java.io.IOException;
import java.util.Optional;

/** Whether a collection can take answers and judge them. Safe for use by many threads. */
final class CollectionHealth {

    private final CollectionIntake intake;
    private final LoggedConfigs configs;

    CollectionHealth(CollectionIntake intake, LoggedConfigs configs) {
        this.intake = intake;
        this.configs = configs;
    }

    /** Why no answer can be accepted now, or empty if one can. */
    Optional<String> unready() {
        return intake.refusal().or(this::unreadableConfiguration);
    }

    /** Without the newest configuration no answer can be judged, and nothing can be drawn. */
    private Optional<String> unreadableConfiguration() {
        try {
            Optional<ConfigVersion> newest = intake.configurations().newest();
            if (newest.isPresent()) {
                configs.load(newest.get());
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(intake.name() + ": the newest configuration cannot be read: " + e.getMessage());
        }
    }
}
