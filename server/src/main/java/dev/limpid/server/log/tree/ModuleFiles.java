package dev.limpid.server.log.tree;

import dev.limpid.tlog.LogFormatException;
import dev.limpid.tlog.module.ModulePath;
import dev.limpid.tlog.module.ModuleVersion;
import dev.limpid.tlog.module.ModuleZip;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The modules as files, laid out as a Go module proxy serves them: {@code <path>/@v/<version>.zip} and {@code .info}. */
final class ModuleFiles {

    private final Path folder;

    ModuleFiles(Path folder) {
        this.folder = folder;
    }

    /** The files of a module that is published at this time. */
    Map<Path, byte[]> files(ModuleZip zip, Instant time) {
        String info =
                "{\"Version\":\"" + zip.version() + "\",\"Time\":\"" + time.truncatedTo(ChronoUnit.SECONDS) + "\"}\n";
        return Map.of(
                file(zip.path(), zip.version(), "zip"),
                zip.bytes(),
                file(zip.path(), zip.version(), "info"),
                info.getBytes(StandardCharsets.UTF_8));
    }

    byte[] zip(ModulePath path, ModuleVersion version) throws IOException {
        return StoredFile.read(file(path, version, "zip"));
    }

    byte[] info(ModulePath path, ModuleVersion version) throws IOException {
        return StoredFile.read(file(path, version, "info"));
    }

    ModuleZip module(ModulePath path, ModuleVersion version) throws IOException {
        Path file = file(path, version, "zip");
        try {
            return ModuleZip.read(path, version, StoredFile.read(file));
        } catch (LogFormatException e) {
            throw new CorruptLogException(file + ": " + e.getMessage());
        }
    }

    private Path file(ModulePath path, ModuleVersion version, String extension) {
        return folder.resolve(path.escaped() + "/@v/" + version.escaped() + "." + extension);
    }
}
