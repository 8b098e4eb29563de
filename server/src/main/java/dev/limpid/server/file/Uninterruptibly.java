package dev.limpid.server.file;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes even if the calling thread is interrupted. The JDK closes the channel that an interrupted thread
 * uses, and clients of object stores give up a request; both end as if the disk or the store had failed. So a thread
 * that nobody can interrupt does the work, while the caller waits. Safe for use by many threads: its own threads wait
 * in a concurrent pool for the next task, and whether such a thread can be interrupted is volatile.
 */
public final class Uninterruptibly {

    private static final ExecutorService THREADS =
            new ThreadPoolExecutor(0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                Thread thread = thread(work, "limpid-uninterrupted");
                thread.setDaemon(true);
                return thread;
            });

    private Uninterruptibly() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Writing {
        void run() throws IOException;
    }

    /** What is to be read, or to be written with a result. */
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
     * @param reading must not wait for a lock that the caller holds: it runs on another thread, unless the caller's
     *     thread cannot be interrupted either
     * @throws IOException the reading's own failure, never an interrupt
     */
    public static <T> T read(Reading<T> reading) throws IOException {
        if (Thread.currentThread() instanceof UninterruptibleThread thread && thread.deaf) {
            return reading.run();
        }
        Future<T> done = THREADS.submit(reading::run);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true; // the work is still under way
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
        return new UninterruptibleThread(work, name, true);
    }

    /**
     * A pool of this many threads that nobody can interrupt while they work. Threads that wait for work can be
     * interrupted: that is how {@link ThreadPoolExecutor#shutdown()} ends them.
     */
    public static ThreadPoolExecutor pool(int threads, BlockingQueue<Runnable> queue, String name) {
        return new Pool(threads, queue, name);
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

    private static final class Pool extends ThreadPoolExecutor {
        private Pool(int threads, BlockingQueue<Runnable> queue, String name) {
            super(threads, threads, 0, TimeUnit.SECONDS, queue, work -> {
                Thread thread = new UninterruptibleThread(work, name, false);
                thread.setDaemon(true);
                return thread;
            });
        }

        @Override
        protected void beforeExecute(Thread thread, Runnable work) {
            deafen(thread, true);
            Thread.interrupted(); // an interrupt that came before is not meant for this work
        }

        @Override
        protected void afterExecute(Runnable work, @Nullable Throwable failure) {
            deafen(Thread.currentThread(), false);
        }

        private static void deafen(Thread thread, boolean deaf) {
            if (thread instanceof UninterruptibleThread ours) {
                ours.deaf = deaf;
            }
        }
    }

    private static final class UninterruptibleThread extends Thread {
        private volatile boolean deaf;

        private UninterruptibleThread(Runnable work, String name, boolean deaf) {
            super(work, name);
            this.deaf = deaf;
        }

        @Override
        public void interrupt() {
            if (!deaf) {
                super.interrupt();
            }
        }
    }
}
