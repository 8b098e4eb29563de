package dev.limpid.server.log.tree;

import dev.limpid.server.file.DurableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/** Writes whole files without forcing them: for tests of killed processes, not of power cuts. */
final class QuickDisk implements LogDisk {

    @Override
    public void write(Map<Path, byte[]> files) throws IOException {
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            Path unfinished = DurableFile.unfinished(file.getKey());
            Files.createDirectories(unfinished.resolve("..").normalize());
            Files.write(unfinished, file.getValue());
            Files.move(unfinished, file.getKey(), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
