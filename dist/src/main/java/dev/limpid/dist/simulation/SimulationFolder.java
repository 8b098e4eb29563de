package dev.limpid.dist.simulation;

import dev.limpid.dist.file.FileTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The folder of a simulation: a temporary folder, which is deleted afterwards, or a folder that the user named, which
 * stays unless something failed. Files left by a failure would obstruct the next try.
 *
 * <p>If the process is asked to end, by Ctrl-C or a signal, the owner is told, and the process ends only after the folder is
 * closed and, unless it is kept, deleted.
 *
 * <p>The thread that makes it is its owner, and alone waits for Ctrl-C, keeps it and closes it. The shutdown hook waits
 * for the owner and then deletes what is left; {@code waiting} and {@code keep} are volatile, since it reads them.
 */
public final class SimulationFolder implements AutoCloseable {

    private static final int CLEAN_UP_SECONDS = 20;

    private final Path path;
    private final boolean made;
    private final Thread owner = Thread.currentThread();
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::end, "limpid-simulation-end");
    private volatile boolean waiting;
    private volatile boolean keep;

    private SimulationFolder(Path path, boolean made) {
        this.path = path;
        this.made = made;
    }

    private SimulationFolder clearedAtTheEnd() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    /** A temporary folder. */
    public static SimulationFolder temporary(String prefix) throws IOException {
        return new SimulationFolder(Files.createTempDirectory(prefix), true).clearedAtTheEnd();
    }

    /** The folder that the user named; empty if it already contains anything. */
    public static Optional<SimulationFolder> named(Path wanted) throws IOException {
        boolean made = !Files.exists(wanted);
        Files.createDirectories(wanted);
        try (Stream<Path> inside = Files.list(wanted)) {
            return inside.findAny().isPresent()
                    ? Optional.empty()
                    : Optional.of(new SimulationFolder(wanted.toAbsolutePath(), made).clearedAtTheEnd());
        }
    }

    /** Its path. */
    public Path path() {
        return path;
    }

    /** Keeps all files there. */
    public void keep() {
        keep = true;
    }

    /** Waits until the process is asked to end. The process then ends only after this is closed. */
    public void awaitCtrlC() {
        waiting = true;
        await(asked, Long.MAX_VALUE);
    }

    /** Stops the owner's work, whose programs and threads still write here, and deletes what they leave. */
    private void end() {
        asked.countDown();
        if (!waiting) {
            owner.interrupt();
        }
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(CLEAN_UP_SECONDS);
        await(ended, CLEAN_UP_SECONDS);
        while (!keep && !couldClear() && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private static boolean await(CountDownLatch latch, long seconds) {
        try {
            return latch.await(seconds, TimeUnit.SECONDS); // if false, clean-up hangs: the process ends anyway
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (!keep) {
                clear();
            }
        } finally {
            ended.countDown();
            removeHook();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            return; // the process is ending, and the hook runs
        }
    }

    private boolean couldClear() {
        try {
            clear();
            return true;
        } catch (IOException | UncheckedIOException e) {
            return false; // something was still written there
        }
    }

    private void clear() throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        List<Path> below;
        try (Stream<Path> inside = Files.list(path)) {
            below = inside.toList();
        }
        for (Path one : below) {
            FileTree.delete(one);
        }
        if (made) {
            Files.deleteIfExists(path);
        }
    }
}
