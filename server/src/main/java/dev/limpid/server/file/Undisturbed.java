package dev.limpid.server.file;

import java.io.IOException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Writes files whatever happens to the thread that asks for it. The JDK closes a channel under a thread that is interrupted, and
 * the write ends as if the disk had failed; so it is done by a thread of its own, which nobody can interrupt, while the caller
 * waits. Safe for use by many threads.
 */
public final class Undisturbed {

    private Undisturbed() {}

    /** What is to be written. */
    @FunctionalInterface
    public interface Writing {
        void run() throws IOException;
    }

    /**
     * Returns once all is written. A caller that was or is interrupted stays so.
     *
     * @throws IOException the writing's own failure, never an interrupt
     */
    public static void write(Writing writing) throws IOException {
        FutureTask<Void> task = new FutureTask<>(() -> {
            writing.run();
            return null;
        });
        new DeafThread(task).start();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    task.get();
                    return;
                } catch (InterruptedException e) {
                    interrupted = true; // what is being written is no less being written
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

    private static IOException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        if (cause instanceof RuntimeException failure) {
            throw failure;
        }
        return cause instanceof IOException failure ? failure : new IOException(cause);
    }

    /** Not even a host that interrupts all threads of a group reaches it. */
    private static final class DeafThread extends Thread {
        private DeafThread(Runnable task) {
            super(task, "limpid-writing");
            setDaemon(true);
        }

        @Override
        public void interrupt() {}
    }
}
