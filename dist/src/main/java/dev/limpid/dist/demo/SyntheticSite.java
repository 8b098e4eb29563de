package dev.limpid.dist.demo;

import dev.limpid.dist.demo.synthetic.SyntheticCollection;
import dev.limpid.protocol.text.Quantity;
import dev.limpid.server.CollectionServer;
import dev.limpid.server.HostedCollection;
import dev.limpid.server.settings.ServerSettings;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * The site of the made-up collection. It is made at the same time as the demo's own site, and has a server of its own,
 * on which no simulated time passes. For one thread.
 */
final class SyntheticSite implements AutoCloseable {

    private final Path folder;
    private final Optional<FutureTask<Long>> making;
    private final int machines;
    private @Nullable CollectionServer server;

    /**
     * Starts making the site.
     *
     * @param machines how many machines there are; nothing is made if 0
     */
    SyntheticSite(Path folder, int machines, LocalDate lastWeek) {
        this.folder = folder;
        this.machines = machines;
        this.making = machines == 0
                ? Optional.empty()
                : Optional.of(new FutureTask<>(
                        () -> SyntheticCollection.publish(folder, machines, SyntheticCollection.WEEKS, lastWeek)));
        making.ifPresent(task -> {
            Thread thread = new Thread(task, "limpid-made-up");
            thread.setDaemon(true);
            thread.start();
        });
    }

    /** Waits until everything is published, and returns a summary; empty if there is nothing to publish. */
    Optional<String> await() throws IOException {
        if (making.isEmpty()) {
            return Optional.empty();
        }
        long answers = whenMade(making.get());
        return Optional.of("made up              " + Quantity.of(machines, "machine") + ", "
                + Quantity.of(SyntheticCollection.WEEKS, "week") + ", " + Quantity.of(answers, "answer")
                + " published");
    }

    private static long whenMade(FutureTask<Long> task) throws IOException {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while the made-up collection was made");
        } catch (ExecutionException e) {
            throw new IOException("the made-up collection: " + e.getCause(), e.getCause());
        }
    }

    /**
     * Serves the site.
     *
     * @param port 0 for any free port; also uses any free port if this one is taken
     */
    URI serve(int port) throws IOException {
        catchUpWithClock();
        ServerSettings config = ServerSettings.local(List.of(SyntheticCollection.settings(folder)));
        CollectionServer started;
        try {
            started = CollectionServer.start(config.at(port), Clock.systemUTC());
        } catch (IOException e) {
            if (port == 0) {
                throw e;
            }
            started = CollectionServer.start(config, Clock.systemUTC());
        }
        server = started;
        return started.url();
    }

    /**
     * Brings the collection's recorded time up to date. It was made with a simulated clock, and a server with the real
     * clock would assume that time had jumped ahead.
     */
    private void catchUpWithClock() throws IOException {
        try (HostedCollection made = HostedCollection.open(SyntheticCollection.settings(folder), Clock.systemUTC())) {
            made.runMaintenance();
        }
    }

    /** Waits until making the site has ended, so that the folder can be deleted. */
    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
        if (making.isPresent()) {
            whenMade(making.get());
        }
    }
}
