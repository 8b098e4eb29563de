package dev.limpid.uploader.config;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.active.ActiveQuestions;
import java.io.IOException;
import java.util.Optional;

/** Where a pass gets the collection configuration. It returns only verified configurations. */
public interface PassConfigSource {

    /**
     * The questions of the configurations that were verified here; empty before the first. Does not use the network.
     */
    Optional<ActiveQuestions> verified() throws IOException;

    /**
     * Fetches and verifies the newest configuration.
     *
     * @return the questions in use now; what a configuration newly allows is used only after it has been shown long
     *     enough
     * @throws IOException if it could not be fetched; an older verified one stays valid
     * @throws UntrustedConfigException if what was fetched could not be proven; then nothing may be sent
     */
    ActiveQuestions refresh() throws IOException, UntrustedConfigException;

    /**
     * Why nothing may be sent, though an older configuration was proven: the log was caught contradicting itself. Empty
     * if it was not.
     */
    default Optional<String> distrust() throws IOException {
        return Optional.empty();
    }

    /** A source that always returns this configuration, for tests and closed demonstrations. */
    static PassConfigSource of(CollectionConfig config) {
        return new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.of(refresh());
            }

            @Override
            public ActiveQuestions refresh() {
                return ActiveQuestions.of(config);
            }
        };
    }

    /** A source without a configuration, and the reason why there is none. */
    static PassConfigSource none(String reason) {
        return new PassConfigSource() {
            @Override
            public Optional<ActiveQuestions> verified() {
                return Optional.empty();
            }

            @Override
            public ActiveQuestions refresh() throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
