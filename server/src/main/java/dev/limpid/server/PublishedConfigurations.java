package dev.limpid.server;

import dev.limpid.protocol.config.MalformedConfigException;
import dev.limpid.protocol.config.UploadConfig;
import dev.limpid.protocol.config.UploadConfigCodec;
import dev.limpid.server.upload.ConfigSource;
import dev.limpid.server.upload.ConfigVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The published configurations as files of one folder, each version a folder. */
final class PublishedConfigurations implements ConfigSource {

    private final Path folder;
    private final Clock clock;

    PublishedConfigurations(Path folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    void add(UploadConfig config) throws IOException {
        Path version = folder.resolve(config.version());
        Files.createDirectories(version);
        Files.write(version.resolve("config.json"), UploadConfigCodec.toJson(config));
        Files.writeString(version.resolve("time"), clock.instant().toString());
    }

    @Override
    public SortedMap<ConfigVersion, Instant> versions() throws IOException {
        SortedMap<ConfigVersion, Instant> versions = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path entry : (Iterable<Path>) entries::iterator) {
                    Optional<ConfigVersion> version =
                            ConfigVersion.parse(entry.getFileName().toString());
                    if (version.isPresent() && Files.exists(entry.resolve("time"))) {
                        versions.put(version.get(), Instant.parse(Files.readString(entry.resolve("time"))));
                    }
                }
            }
        }
        return versions;
    }

    @Override
    public Optional<UploadConfig> load(ConfigVersion version) throws IOException {
        Path file = folder.resolve(version.text()).resolve("config.json");
        try {
            return Optional.of(UploadConfigCodec.read(Files.readAllBytes(file), version.text()));
        } catch (MalformedConfigException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }
}
