package dev.limpid.dist.simulation;

import dev.limpid.dist.FileTree;
import java.io.IOException;
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
 * <p>One thread keeps and closes it; the shutdown hook only waits for it.
 */
public final class SimulationFolder implements AutoCloseable {

    private static final int CLEAN_UP_SECONDS = 20;

    private final Path path;
    private final boolean made;
    private final CountDownLatch ended = new CountDownLatch(1);
    private boolean keep;

    private SimulationFolder(Path path, boolean made) {
        this.path = path;
        this.made = made;
    }

    /** A temporary folder. */
    public static SimulationFolder temporary(String prefix) throws IOException {
        return new SimulationFolder(Files.createTempDirectory(prefix), true);
    }

    /** The folder that the user named; empty if it already contains anything. */
    public static Optional<SimulationFolder> named(Path wanted) throws IOException {
        boolean made = !Files.exists(wanted);
        Files.createDirectories(wanted);
        try (Stream<Path> inside = Files.list(wanted)) {
            return inside.findAny().isPresent()
                    ? Optional.empty()
                    : Optional.of(new SimulationFolder(wanted.toAbsolutePath(), made));
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
        CountDownLatch asked = new CountDownLatch(1);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            asked.countDown();
                            await(ended, CLEAN_UP_SECONDS);
                        },
                        "limpid-simulation-end"));
        await(asked, Long.MAX_VALUE);
    }

    private static void await(CountDownLatch latch, long seconds) {
        try {
            boolean reached = latch.await(seconds, TimeUnit.SECONDS);
            if (!reached) {
                return; // clean-up hangs: the process ends anyway
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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
        }
    }

    private void clear() throws IOException {
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
