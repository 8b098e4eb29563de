package dev.limpid.dist.config;

import dev.limpid.protocol.question.CollectionConfig;
import dev.limpid.protocol.question.codec.CollectionConfigCodec;
import dev.limpid.protocol.question.codec.MalformedCollectionConfigException;
import dev.limpid.server.file.InputFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A collection configuration in a file of its own. */
final class ConfigFile {

    private ConfigFile() {}

    /** Reads a configuration. The file does not contain its version, so the file's name is used instead. */
    static CollectionConfig read(Path file) throws IOException {
        try {
            return CollectionConfigCodec.read(InputFile.bytes(file), file.toString());
        } catch (NoSuchFileException e) {
            throw new IOException(file + ": not found, expected a configuration", e);
        } catch (MalformedCollectionConfigException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /** Whether a text is a configuration rather than charts. */
    static boolean isConfig(String text) {
        return text.stripLeading().startsWith("{");
    }
}
