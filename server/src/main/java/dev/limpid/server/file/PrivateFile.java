package dev.limpid.server.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes files that nobody but their owner may read, from their first byte on. */
public final class PrivateFile {

    private PrivateFile() {}

    /** Writes a file, durable when this returns; if its folder does not exist, it is created, closed to others. */
    public static void write(Path file, byte[] bytes) throws IOException {
        Uninterruptibly.write(() -> writeAll(file, bytes));
    }

    private static void writeAll(Path file, byte[] bytes) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            if (posix) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
        }
        Path unfinished = DurableFile.unfinished(file);
        Files.deleteIfExists(unfinished); // it could be readable by others
        if (posix) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        DurableFile.write(file, bytes); // which keeps the permissions of an existing unfinished file
    }
}
