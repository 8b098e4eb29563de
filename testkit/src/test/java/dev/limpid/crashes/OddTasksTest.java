package dev.limpid.crashes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.limpid.counter.Telemetry;
import dev.limpid.testkit.TestTelemetry;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Unusual tasks and pools: a program whose tasks are counted sees no difference. */
@Timeout(60)
class OddTasksTest {
    private final TestTelemetry telemetry = TestTelemetry.start(Instant.parse("2026-11-20T10:00:00Z"));

    @AfterEach
    void close() throws IOException {
        telemetry.close();
    }

    @Test
    void cancellation_isNotACrash_whereverItIsInAChain() {
        CompletableFuture<String> asked = new CompletableFuture<>();
        CompletableFuture<String> answered =
                CrashCounting.future(asked.thenApply(String::trim).thenApply(String::strip));
        asked.cancel(true);

        assertThat(answered).isCompletedExceptionally();
        assertThat(crashes()).isZero();
    }

    @Test
    void interruption_isNotACrash_evenIfAFutureWrapsIt() {
        CompletableFuture<String> future = CrashCounting.future(new CompletableFuture<>());
        future.completeExceptionally(new CompletionException(new ExecutionException(new InterruptedException())));

        assertThat(crashes()).isZero();
    }

    /** A future that {@code execute} runs keeps its exception from the executor. */
    @Test
    void taskThatIsAFuture_isCounted() throws Exception {
        ExecutorService pool = CrashCounting.executor(Executors.newSingleThreadExecutor());
        ExecutorCompletionService<String> service = new ExecutorCompletionService<>(pool);
        // It runs a future within a future, which nobody can examine.
        service.submit(CrashCounting.call(OddTasksTest::boom));
        assertThatThrownBy(() -> service.take().get()).hasRootCauseInstanceOf(IllegalStateException.class);
        FutureTask<String> future = new FutureTask<>(OddTasksTest::boom);
        pool.execute(future);
        ended(pool);

        assertThat(crashes()).isEqualTo(2);
    }

    /** All of them have failed before the first one reaches the waiting thread. */
    @Test
    void exceptionsOfManyTasks_areCountedOnceEach_evenIfTheWaitingThreadReportsThemToo() throws Exception {
        ExecutorService pool = CrashCounting.executor(Executors.newFixedThreadPool(4));
        List<Callable<String>> tasks = Collections.nCopies(1000, OddTasksTest::boom);
        for (Future<String> failed : pool.invokeAll(tasks)) {
            try {
                failed.get();
            } catch (ExecutionException e) {
                Telemetry.countCrash(e);
            }
        }
        ended(pool);

        assertThat(crashes()).isEqualTo(1000);
    }

    private record Ordered(int place, List<Integer> done) implements Runnable, Comparable<Ordered> {
        @Override
        public void run() {
            done.add(place);
            boom();
        }

        @Override
        public int compareTo(Ordered other) {
            return Integer.compare(place, other.place);
        }
    }

    @Test
    void poolThatOrdersItsTasks_ordersThem() throws Exception {
        CountDownLatch begin = new CountDownLatch(1);
        List<Integer> done = new ArrayList<>();
        ExecutorService pool = CrashCounting.executor(
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new PriorityBlockingQueue<>(), quiet()));
        pool.execute(() -> awaited(begin));
        for (int place : List.of(3, 1, 2)) {
            pool.execute(new Ordered(place, done));
        }
        begin.countDown();
        ended(pool);

        assertThat(done).containsExactly(1, 2, 3);
        assertThat(crashes()).isEqualTo(3);
    }

    @Test
    void tasksThatDidNotBegin_areGivenBackAsTheyWereGiven() {
        CountDownLatch never = new CountDownLatch(1);
        ExecutorService pool = CrashCounting.executor(Executors.newSingleThreadExecutor());
        Runnable waiting = OddTasksTest::boom;
        pool.execute(() -> awaited(never));
        pool.execute(waiting);

        assertThat(pool.shutdownNow()).containsExactly(waiting);
    }

    @Test
    @SuppressWarnings("NullAway") // whatever the host does
    void noTask_isRefusedAtOnce() {
        ScheduledExecutorService pool = CrashCounting.scheduler(Executors.newSingleThreadScheduledExecutor());

        assertThatThrownBy(() -> pool.execute(null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.submit((Callable<String>) null)).isInstanceOf(NullPointerException.class);
        assertThatThrownBy(() -> pool.schedule((Runnable) null, 1, TimeUnit.DAYS))
                .isInstanceOf(NullPointerException.class);
        pool.shutdown();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static java.util.concurrent.ThreadFactory quiet() {
        return work -> {
            Thread thread = new Thread(work);
            thread.setUncaughtExceptionHandler((dying, e) -> {});
            return thread;
        };
    }

    private static void ended(ExecutorService pool) throws InterruptedException {
        pool.shutdown();
        assertThat(pool.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private static String boom() {
        throw new IllegalStateException("secret");
    }

    private long crashes() {
        return telemetry.stacks("crash/crash").values().stream()
                .mapToLong(each -> each)
                .sum();
    }
}
