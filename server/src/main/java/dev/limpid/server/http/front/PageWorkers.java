package dev.limpid.server.http.front;

import dev.limpid.server.http.Response;
import dev.limpid.server.http.Sender;
import dev.limpid.server.http.limit.FairShareBudget;
import dev.limpid.server.http.limit.FairShareBudget.Acquisition;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The threads that make pages and read files. Every request that is taken gets an answer, even if making it fails; and
 * one network can fill at most half of the queue. Safe for use by many threads: all fields are final and safe for that.
 */
final class PageWorkers {

    private static final int THREADS = 4;
    private static final int QUEUE = 256;

    private final FairShareBudget places = new FairShareBudget(THREADS + QUEUE, QUEUE / 2, QUEUE / 4);
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(QUEUE),
            new DefaultThreadFactory("limpid-pages", true));

    /**
     * Makes an answer on one of the threads.
     *
     * @param failed reports a failure, and makes the answer if making the page fails
     * @return {@link Acquisition#TAKEN}, or why no answer will be made
     */
    Acquisition make(
            Sender sender, Supplier<Response> page, Function<Throwable, Response> failed, Consumer<Response> answer) {
        Acquisition acquisition = places.take(sender, 1);
        if (acquisition != Acquisition.TAKEN) {
            return acquisition;
        }
        try {
            threads.execute(() -> {
                try {
                    answer.accept(made(page, failed));
                } catch (Throwable e) {
                    Response unused = failed.apply(e); // reports it: the pool would replace the thread in silence
                } finally {
                    places.release(sender, 1);
                }
            });
            return Acquisition.TAKEN;
        } catch (RejectedExecutionException e) {
            places.release(sender, 1);
            return Acquisition.FULL;
        }
    }

    /** An Error also ends in an answer: a page that needs too much memory must not end its connection. */
    private static Response made(Supplier<Response> page, Function<Throwable, Response> failed) {
        try {
            return page.get();
        } catch (Throwable e) {
            return failed.apply(e);
        }
    }

    void close() {
        threads.shutdown();
    }
}
