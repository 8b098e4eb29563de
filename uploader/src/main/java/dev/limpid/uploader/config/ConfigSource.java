package dev.limpid.uploader.config;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.QuestionsInUse;
import java.io.IOException;
import java.util.Optional;

/** Where a pass gets the collection configuration: only verified ones come out of it. */
public interface ConfigSource {

    /** What is asked by the configurations that were verified here, without touching the network; empty before the first. */
    Optional<QuestionsInUse> verified() throws IOException;

    /**
     * Fetches and verifies the newest configuration.
     *
     * @return what is asked now; of a configuration that lets something new pass, no more than has been shown long enough
     * @throws IOException if it could not be fetched; an older verified one stays good
     * @throws UntrustedConfigException if what was fetched could not be proven; nothing may be sent then
     */
    QuestionsInUse refresh() throws IOException, UntrustedConfigException;

    /** Why nothing may be sent, though an older configuration was proven: the log was caught. Empty if it was not. */
    default Optional<String> distrust() throws IOException {
        return Optional.empty();
    }

    /** Always this configuration, as tests and closed demonstrations use it. */
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

    /** No configuration, and why there can be none. */
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
