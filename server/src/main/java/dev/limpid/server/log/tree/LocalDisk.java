package dev.limpid.server.log.tree;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.file.Undisturbed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes to the local file system: each file under another name, forced, then renamed, and every changed folder forced
 * once. An interrupt of the calling thread does not make a write fail.
 */
public final class LocalDisk implements LogDisk {

    /** The suffix of files that are being written. */
    public static final String UNFINISHED = ".unfinished";

    /** From this many files on, several threads force them. */
    private static final int MANY = 8;

    private static final int FORCING = 16;

    @Override
    public void write(Map<Path, byte[]> files) throws IOException {
        Undisturbed.write(() -> writeAll(files));
    }

    private static void writeAll(Map<Path, byte[]> files) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        List<Path> unfinished = new ArrayList<>();
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            makeFolder(folder(file.getKey()), changed);
            changed.add(folder(file.getKey()));
            unfinished.add(begin(file.getKey(), file.getValue(), files.size() < MANY));
        }
        if (files.size() >= MANY) {
            forceTogether(unfinished);
        }
        for (Path file : files.keySet()) {
            Files.move(unfinished(file), file, StandardCopyOption.ATOMIC_MOVE);
        }
        for (Path folder : changed) {
            DurableFile.forceFolder(folder);
        }
    }

    /** Forces many files at once: the file system then commits them in few steps instead of one by one. */
    private static void forceTogether(List<Path> files) throws IOException {
        ExecutorService threads = Executors.newFixedThreadPool(FORCING);
        try {
            List<Callable<Void>> forces = new ArrayList<>();
            for (Path file : files) {
                forces.add(() -> {
                    DurableFile.force(file);
                    return null;
                });
            }
            for (Future<Void> forced : threads.invokeAll(forces)) {
                forced.get();
            }
        } catch (ExecutionException e) {
            throw new IOException("cannot force a file to the disk", e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread that writes cannot be interrupted", e);
        } finally {
            threads.shutdown();
        }
    }

    /** Writes a file that only its owner can read, from its first byte on. */
    public void writePrivate(Path file, byte[] content) throws IOException {
        Undisturbed.write(() -> writeForOwner(file, content));
    }

    private static void writeForOwner(Path file, byte[] content) throws IOException {
        makeFolder(folder(file), new LinkedHashSet<>());
        Path unfinished = unfinished(file);
        Files.deleteIfExists(unfinished);
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(
                    unfinished, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        begin(file, content, true);
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        DurableFile.forceFolder(folder(file));
    }

    /** Makes a folder and its parents, and adds every folder that got a new entry to {@code changed}. */
    private static void makeFolder(Path folder, Set<Path> changed) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        makeFolder(folder(folder), changed);
        Files.createDirectory(folder);
        changed.add(folder(folder));
    }

    private static Path begin(Path file, byte[] content, boolean force) throws IOException {
        Path unfinished = unfinished(file);
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer rest = ByteBuffer.wrap(content);
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            if (force) {
                channel.force(true);
            }
        }
        return unfinished;
    }

    private static Path unfinished(Path file) {
        return file.resolveSibling(file.getFileName() + UNFINISHED);
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " has no parent folder");
        }
        return parent;
    }
}
