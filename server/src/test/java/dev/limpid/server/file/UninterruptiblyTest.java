package dev.limpid.server.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UninterruptiblyTest {

    private static final long PATIENCE = 20;

    /** A pool whose idle threads cannot be interrupted never ends: each closed one leaves its threads behind. */
    @Test
    void poolThatIsShutDown_endsItsIdleThreads() throws Exception {
        ThreadPoolExecutor pool = Uninterruptibly.pool(3, new ArrayBlockingQueue<>(10), "test");
        for (int i = 0; i < 3; i++) {
            pool.submit(() -> {}).get();
        }

        pool.shutdown();

        assertThat(pool.awaitTermination(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void threadOfAPool_isNotInterruptedWhileItWorks() throws Exception {
        ThreadPoolExecutor pool = Uninterruptibly.pool(1, new ArrayBlockingQueue<>(10), "test");
        SynchronousQueue<Thread> worker = new SynchronousQueue<>();
        CountDownLatch interrupted = new CountDownLatch(1);
        Future<Boolean> work = pool.submit(() -> {
            worker.put(Thread.currentThread());
            interrupted.await();
            return Thread.currentThread().isInterrupted();
        });

        worker.take().interrupt();
        pool.shutdownNow();
        interrupted.countDown();

        assertThat(work.get()).isFalse();
        assertThat(pool.awaitTermination(PATIENCE, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void callerThatIsInterrupted_getsWhatWasRead_andStaysInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        try {
            assertThat(Uninterruptibly.read(() -> "read")).isEqualTo("read");
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
    }
}
