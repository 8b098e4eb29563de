package dev.limpid.server.upload;

import dev.limpid.protocol.config.UploadConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/** Where published configurations come from: the collection's log. May block. */
public interface ConfigSource {

    /** When each version was published, oldest version first. */
    SortedMap<ConfigVersion, Instant> versions() throws IOException;

    /** The configuration of a version that {@link #versions} named. */
    Optional<UploadConfig> load(ConfigVersion version) throws IOException;
}
