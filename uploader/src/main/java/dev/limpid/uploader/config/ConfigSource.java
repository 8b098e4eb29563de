package dev.limpid.uploader.config;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.QuestionsInUse;
import java.io.IOException;
import java.util.Optional;

/** Where a pass gets the collection configuration. It returns only verified configurations. */
public interface ConfigSource {

    /**
     * The questions of the configurations that were verified here; empty before the first. Does not use the network.
     */
    Optional<QuestionsInUse> verified() throws IOException;

    /**
     * Fetches and verifies the newest configuration.
     *
     * @return the questions in use now; what a configuration newly allows is used only after it has been shown long
     *     enough
     * @throws IOException if it could not be fetched; an older verified one stays valid
     * @throws UntrustedConfigException if what was fetched could not be proven; then nothing may be sent
     */
    QuestionsInUse refresh() throws IOException, UntrustedConfigException;

    /**
     * Why nothing may be sent, though an older configuration was proven: the log was caught contradicting itself. Empty
     * if it was not.
     */
    default Optional<String> distrust() throws IOException {
        return Optional.empty();
    }

    /** A source that always returns this configuration, for tests and closed demonstrations. */
    static ConfigSource of(CollectionConfig config) {
        return new ConfigSource() {
            @Override
            public Optional<QuestionsInUse> verified() {
                return Optional.of(refresh());
            }

            @Override
            public QuestionsInUse refresh() {
                return QuestionsInUse.of(config);
            }
        };
    }

    /** A source without a configuration, and the reason why there is none. */
    static ConfigSource none(String reason) {
        return new ConfigSource() {
            @Override
            public Optional<QuestionsInUse> verified() {
                return Optional.empty();
            }

            @Override
            public QuestionsInUse refresh() throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
