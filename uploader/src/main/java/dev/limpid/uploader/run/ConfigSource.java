package dev.limpid.uploader.run;

import dev.limpid.protocol.config.UploadConfig;
import java.io.IOException;
import java.util.Optional;

/** Where a pass gets the collection configuration: only verified ones come out of it. */
public interface ConfigSource {

    /** The configuration that was verified last, without touching the network; empty before the first. */
    Optional<UploadConfig> verified() throws IOException;

    /**
     * Fetches and verifies the newest configuration.
     *
     * @throws IOException if it could not be fetched; an older verified one stays good
     * @throws UntrustedConfigException if what was fetched could not be proven; nothing may be sent then
     */
    UploadConfig refresh() throws IOException, UntrustedConfigException;

    /** Why nothing may be sent, though an older configuration was proven: the log was caught. Empty if it was not. */
    default Optional<String> distrust() throws IOException {
        return Optional.empty();
    }

    /** Always this configuration, as tests and closed demonstrations use it. */
    static ConfigSource of(UploadConfig config) {
        return new ConfigSource() {
            @Override
            public Optional<UploadConfig> verified() {
                return Optional.of(config);
            }

            @Override
            public UploadConfig refresh() {
                return config;
            }
        };
    }

    /** No configuration, and why there can be none. */
    static ConfigSource none(String reason) {
        return new ConfigSource() {
            @Override
            public Optional<UploadConfig> verified() {
                return Optional.empty();
            }

            @Override
            public UploadConfig refresh() throws IOException {
                throw new IOException(reason);
            }
        };
    }
}
