package dev.limpid.server.file;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes whatever happens to the thread that asks for it. The JDK closes a channel under a thread that is interrupted,
 * and clients of object stores give up a request; both end as if the disk or the store had failed. So it is done by a thread
 * that nobody can interrupt, while the caller waits. Safe for use by many threads: the threads wait in a pool for the next.
 */
public final class Undisturbed {

    private static final ExecutorService THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = thread(work, "limpid-undisturbed");
                thread.setDaemon(true);
                return thread;
            });

    private Undisturbed() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Writing {
        void run() throws IOException;
    }

    /** What is to be read, or to be written with an outcome. */
    @FunctionalInterface
    public interface Reading<T> {
        T run() throws IOException;
    }

    /**
     * Returns once all is written. A caller that was or is interrupted stays so.
     *
     * @throws IOException the writing's own failure, never an interrupt
     */
    public static void write(Writing writing) throws IOException {
        read(() -> {
            writing.run();
            return writing;
        });
    }

    /**
     * Returns what was read. A caller that was or is interrupted stays so.
     *
     * @param reading must not wait for what the caller holds: it runs on another thread, unless the caller is one that cannot be
     *     interrupted either
     * @throws IOException the reading's own failure, never an interrupt
     */
    public static <T> T read(Reading<T> reading) throws IOException {
        if (Thread.currentThread() instanceof DeafThread) {
            return reading.run();
        }
        Future<T> done = THREADS.submit(reading::run);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true; // what is under way is no less under way
                }
            }
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** A thread, not started yet, that nobody can interrupt: not even a host that interrupts all threads of a group at its end. */
    public static Thread thread(Runnable work, String name) {
        return new DeafThread(work, name);
    }

    private static IOException failure(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    private static final class DeafThread extends Thread {
        private DeafThread(Runnable work, String name) {
            super(work, name);
        }

        @Override
        public void interrupt() {}
    }
}
