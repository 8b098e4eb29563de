package dev.limpid.server.log.tree;

import dev.limpid.server.file.DurableFile;
import dev.limpid.server.file.Uninterruptibly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * Writes to the local file system with the steps of {@link DurableFile}, but for many files in one go: many are forced
 * together, and every changed folder is forced only once. An interrupt of the calling thread does not make a write fail.
 */
public final class LocalDisk implements LogDisk {

    /** From this many files on, several threads force them. */
    private static final int MANY = 8;

    private static final int FORCING = 16;

    @Override
    public void write(Map<Path, byte[]> files) throws IOException {
        Uninterruptibly.write(() -> writeAll(files));
    }

    private static void writeAll(Map<Path, byte[]> files) throws IOException {
        Set<Path> changed = new LinkedHashSet<>();
        List<Path> unfinished = new ArrayList<>();
        for (Map.Entry<Path, byte[]> file : files.entrySet()) {
            makeFolder(folder(file.getKey()), changed);
            changed.add(folder(file.getKey()));
            unfinished.add(DurableFile.begin(file.getKey(), file.getValue()));
        }
        if (files.size() >= MANY) {
            forceTogether(unfinished);
        } else {
            for (Path file : unfinished) {
                DurableFile.force(file);
            }
        }
        for (Path file : files.keySet()) {
            Files.move(DurableFile.unfinished(file), file, StandardCopyOption.ATOMIC_MOVE);
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

    /** Makes a folder and its parents, and adds every folder that got a new entry to {@code changed}. */
    private static void makeFolder(Path folder, Set<Path> changed) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        makeFolder(folder(folder), changed);
        Files.createDirectory(folder);
        changed.add(folder(folder));
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IllegalArgumentException(file + " has no parent folder");
        }
        return parent;
    }
}
