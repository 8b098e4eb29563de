package dev.limpid.server.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The local file system: a file of another name, forced, renamed, and every folder that changed forced once. */
final class LocalDisk implements LogDisk {

    static final String UNFINISHED = ".unfinished";

    @Override
    public void write(Map<Path, byte[]> files) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            makeFolder(folder(file.getKey()), changed);
            replace(file.getKey(), file.getValue());
            changed.add(folder(file.getKey()));
        }
        for (Path folder : changed) {
            force(folder);
        }
    }

    /** Writes a file that its owner alone can read, from its first byte on. */
    void writePrivate(Path file, byte[] content) throws IOException {
        makeFolder(folder(file), new LinkedHashSet<>());
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        Files.deleteIfExists(unfinished);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        replace(file, content);
        force(folder(file));
    }

    /** Makes a folder and those above it, and notes every one in which a name appeared. */
    private static void makeFolder(Path folder, Set<Path> changed) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        makeFolder(folder(folder), changed);
        Files.createDirectory(folder);
        changed.add(folder(folder));
    }

    private static void replace(Path file, byte[] content) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + UNFINISHED);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void force(Path folder) throws IOException {
        if (System.getProperty("os.name", "").startsWith("Windows")) {
            // Folders cannot be opened there; its file system keeps renames in its journal.
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " lies in no folder");
        }
        return parent;
    }
}
