package dev.limpid.uploader.config;

import dev.limpid.tlog.checkpoint.Checkpoint;
import dev.limpid.uploader.config.proof.VerifiedConfig;
import java.nio.file.Path;
import java.time.Instant;

/** What a machine holds of its collection's configuration, and whether it may be used. The network is not touched. */
public sealed interface KeptConfig {

    /** Nothing was ever proven here. */
    record None() implements KeptConfig {}

    /** Proven, and in use as far as it has been shown. */
    record Proven(ShownConfigs shown) implements KeptConfig {
        /** The newest. */
        public VerifiedConfig config() {
            return shown.newest();
        }
    }

    /**
     * Proven once, and not used any more, because the log was caught contradicting itself.
     *
     * @param what the configuration, such as {@code v1.1.0}
     * @param index its entry
     * @param head the head that proved it
     * @param checkedAt when that head was last seen
     * @param evidence what the log signed and should not have
     */
    record Withheld(String what, long index, Checkpoint head, Instant checkedAt, Path evidence) implements KeptConfig {}

    /** Evidence against the log is kept, and nothing was proven before. */
    record Caught(Path evidence) implements KeptConfig {}

    /** There are files, but they prove nothing now: damaged, of another policy, or dated in the future. */
    record Unusable(String why) implements KeptConfig {}
}
