package dev.limpid.uploader.config;

import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What a machine has stored of its collection's configuration, and whether it may be used. Determined without the
 * network.
 */
public sealed interface ConfigState {

    /** Nothing was ever proven here. */
    record None() implements ConfigState {}

    /** Proven. What it newly allows is used once it has been shown long enough. */
    record Proven(StoredConfigs shown) implements ConfigState {
        /** The newest configuration. */
        public VerifiedConfig config() {
            return shown.newest();
        }
    }

    /**
     * Proven once, and not used any more, because the log was caught contradicting itself.
     *
     * @param what the configuration, such as {@code v1.1.0}
     * @param index the index of its entry in the log
     * @param head the head that proved it
     * @param checkedAt when that head was last seen
     * @param evidence the folder with what the log signed and should not have signed
     */
    record Withheld(String what, long index, Checkpoint head, Instant checkedAt, Path evidence)
            implements ConfigState {}

    /** There is evidence against the log, and nothing was proven before. */
    record LogDishonest(Path evidence) implements ConfigState {}

    /**
     * There are files, but they prove nothing now: they are damaged, belong to another policy, or are dated in the
     * future.
     */
    record Unusable(String why) implements ConfigState {}
}
