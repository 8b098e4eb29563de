package dev.limpid.server.storage.local;

import dev.limpid.server.file.Uninterruptibly;
import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.ResendKey;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.storage.StoreBusyException;
import dev.limpid.server.storage.segment.CommitFrame;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Commits answers in groups: while one group is being made durable, the next one gathers, so that one fsync serves all
 * answers that came meanwhile. A single thread does this, the commit thread; {@link SegmentCommitter} stores the answers
 * there.
 *
 * <p>Threads: any thread may append, ask for a task and close. What waits is in {@link #queue}, which is a concurrent
 * queue, and is added to {@link #waitingBytes}, which is atomic; this object's monitor guards {@link #closed} and
 * {@link #ended}, so that nothing is queued after the last task. Only the commit thread uses {@link #writer}, and
 * {@link #broken} completes once.
 */
final class GroupCommit {

    /** What the commit thread does between two groups. */
    interface Task {
        void run() throws IOException;
    }

    /** What waits for the commit thread. */
    sealed interface Waiting permits PendingAppend, WaitingTask {
        CompletableFuture<?> done();
    }

    /** @param last whether nothing comes after it */
    private record WaitingTask(Task task, boolean last, CompletableFuture<@Nullable Void> done) implements Waiting {}

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final CompletableFuture<StoreBrokenException> broken = new CompletableFuture<>();
    private final LocalStoreLimits limits;
    private final SegmentCommitter writer;
    private final Thread thread;
    private boolean closed;
    private @Nullable StoreBrokenException ended;
    /** Created while there is memory. */
    private final StoreBrokenException withoutWords =
            new StoreBrokenException("the thread that stores answers ended", new OutOfMemoryError());

    GroupCommit(LocalStoreLimits limits, SegmentCommitter.SpaceCheck space, SegmentCommitter.Weeks weeks) {
        this.limits = limits;
        this.writer = new SegmentCommitter(space, weeks, broken);
        this.thread = Uninterruptibly.thread(this::run, "limpid-store");
        this.thread.start();
    }

    CompletableFuture<AppendOutcome> append(LocalDate week, ResendKey key, byte[] answer) {
        if (answer.length > CommitFrame.MAX_PLAIN) {
            return CompletableFuture.failedFuture(new IOException(
                    "the answer is " + answer.length + " bytes long, expected at most " + CommitFrame.MAX_PLAIN));
        }
        long waiting = waitingBytes.addAndGet(answer.length);
        if (waiting > limits.waitingBytes() && waiting > answer.length) {
            waitingBytes.addAndGet(-answer.length);
            return CompletableFuture.failedFuture(new StoreBusyException(
                    waiting + " bytes wait for the disk, expected at most " + limits.waitingBytes()));
        }
        CompletableFuture<AppendOutcome> done = new CompletableFuture<>();
        enqueue(new PendingAppend(week, answer, key, done));
        return done;
    }

    /** Runs the task on the commit thread, when no group is half done. */
    CompletableFuture<@Nullable Void> runBetweenGroups(Task task) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        enqueue(new WaitingTask(task, false, done));
        return done;
    }

    CompletableFuture<StoreBrokenException> broken() {
        return broken;
    }

    /**
     * Commits what waits, runs the task, then ends the thread. The calling thread runs the task if the commit thread
     * has ended on its own. The task is not run if the store is closed already.
     */
    void close(Task last) throws IOException {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            if (ended == null) {
                queue.add(new WaitingTask(last, true, done));
            }
        }
        awaitEnd();
        if (hasEndedByItself()) {
            last.run();
        } else {
            LocalAnswerStore.await(done);
        }
    }

    private synchronized boolean hasEndedByItself() {
        return ended != null;
    }

    private void awaitEnd() {
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void enqueue(Waiting waiting) {
        if (ended != null) {
            waiting.done().completeExceptionally(ended);
        } else if (closed) {
            waiting.done().completeExceptionally(new IOException("the store is closed, expected to be open"));
        } else {
            queue.add(waiting);
        }
    }

    /** Whatever ends this thread, all waiting futures are completed. */
    private void run() {
        List<Waiting> group = new ArrayList<>();
        try (writer) {
            work(group);
        } catch (Throwable e) {
            end(group, reason(e));
        }
    }

    private void work(List<Waiting> group) throws IOException {
        boolean open = true;
        while (open) {
            group.add(next());
            queue.drainTo(group);
            open = commit(group);
            group.clear();
        }
    }

    /**
     * Waits for the next request. The record of what was acknowledged is made durable within a second, so that a group
     * of many still costs one fsync.
     */
    private Waiting next() throws IOException {
        try {
            if (writer.areAcknowledgementsDurable()) {
                return queue.take();
            }
            Waiting waiting = queue.poll(Math.max(0, writer.nanosUntilForce()), TimeUnit.NANOSECONDS);
            if (waiting != null && writer.nanosUntilForce() > 0) {
                return waiting;
            }
            writer.forceAcknowledgements();
            return waiting != null ? waiting : queue.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the commit thread cannot be interrupted", e);
        }
    }

    private StoreBrokenException reason(Throwable why) {
        try {
            return new StoreBrokenException("the thread that stores answers ended by " + why, why);
        } catch (Throwable e) {
            return withoutWords;
        }
    }

    private void end(List<Waiting> group, StoreBrokenException reason) {
        synchronized (this) {
            ended = reason;
        }
        broken.complete(reason);
        for (Waiting waiting = queue.poll(); waiting != null; waiting = queue.poll()) {
            completeExceptionally(waiting, reason);
        }
        for (int i = 0; i < group.size(); i++) {
            completeExceptionally(group.get(i), reason);
        }
    }

    /** Completes a future with a failure, even if its listeners fail. */
    static void completeExceptionally(Waiting waiting, Throwable why) {
        try {
            waiting.done().completeExceptionally(why);
        } catch (Throwable e) {
            // If a listener fails, the others are still called.
        }
    }

    /** Commits a group; returns whether to continue. */
    private boolean commit(List<Waiting> group) {
        boolean open = true;
        List<PendingAppend> answers = new ArrayList<>();
        for (Waiting waiting : group) {
            if (waiting instanceof PendingAppend answer) {
                answers.add(answer);
            } else if (waiting instanceof WaitingTask task) {
                commitAnswers(answers);
                answers.clear();
                runTask(task);
                open &= !task.last();
            }
        }
        commitAnswers(answers);
        return open;
    }

    private void commitAnswers(List<PendingAppend> answers) {
        writer.commit(answers);
        for (PendingAppend answer : answers) {
            waitingBytes.addAndGet(-answer.bytes().length);
        }
    }

    private static void runTask(WaitingTask task) {
        try {
            task.task().run();
            task.done().complete(null);
        } catch (IOException | RuntimeException e) {
            completeExceptionally(task, e);
        }
    }
}
