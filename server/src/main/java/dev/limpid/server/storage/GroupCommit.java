package dev.limpid.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Commits answers in groups: while one group is being made durable the next one gathers, so that one fsync serves as
 * many answers as came meanwhile. One thread does it; everything an answer needs to be stored happens there.
 *
 * <p>Threads: any may append, ask for a task and close. They leave what waits in a queue that is made for it; this object's
 * monitor guards {@link #closed} and {@link #ended}, so that nothing is queued behind the last task. {@link #unsettled} and
 * {@link #settleAt} are the commit thread's alone.
 */
final class GroupCommit {

    /** Looks before a group is written; throws {@link StoreFullException} to refuse it. */
    interface SpaceCheck {
        void check() throws IOException;
    }

    /** Finds or makes the segments of a week. */
    interface Weeks {
        WeekSegments of(LocalDate week) throws IOException;
    }

    /**
     * Nobody interrupts the commit thread. An interrupted thread loses every file that it touches, and whoever interrupts
     * all threads of a group, as some launchers do at their end, means none of that.
     */
    private static final class CommitThread extends Thread {
        private CommitThread(Runnable work) {
            super(work, "limpid-store");
        }

        @Override
        public void interrupt() {
            // see above
        }
    }

    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What the commit thread does between two groups. */
    interface Task {
        void run() throws IOException;
    }

    private sealed interface Waiting {
        CompletableFuture<?> done();
    }

    private record WaitingAnswer(LocalDate week, byte[] bytes, ResendKey key, CompletableFuture<Appended> done)
            implements Waiting {}

    /**
     * An answer that is not there yet. What is written at once lies in the order of the bytes, whatever came first: an order
     * of arrival would say which answers came together, and so perhaps from one machine.
     */
    private record Fresh(byte[] bytes, Fingerprint fingerprint) implements Comparable<Fresh> {
        @Override
        public int compareTo(Fresh other) {
            int byBytes = Arrays.compareUnsigned(bytes, other.bytes);
            return byBytes != 0 ? byBytes : Long.compareUnsigned(fingerprint.high(), other.fingerprint.high());
        }
    }

    /** @param last whether nothing comes behind it */
    private record WaitingTask(Task task, boolean last, CompletableFuture<@Nullable Void> done) implements Waiting {}

    private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final CompletableFuture<StoreBrokenException> broken = new CompletableFuture<>();
    private final LocalStoreLimits limits;
    private final SpaceCheck space;
    private final Weeks weeks;
    private final Set<WeekSegments> unsettled = new HashSet<>();
    private final Thread thread;
    private long settleAt;
    private boolean closed;
    private @Nullable StoreBrokenException ended;
    /** Made while there is memory. */
    private final StoreBrokenException withoutWords =
            new StoreBrokenException("the thread that stores answers ended", new OutOfMemoryError());

    GroupCommit(LocalStoreLimits limits, SpaceCheck space, Weeks weeks) {
        this.limits = limits;
        this.space = space;
        this.weeks = weeks;
        this.thread = new CommitThread(this::run);
        this.thread.start();
    }

    CompletableFuture<Appended> append(LocalDate week, ResendKey key, byte[] answer) {
        if (answer.length > Frame.MAX_PLAIN) {
            return CompletableFuture.failedFuture(new IOException(
                    "the answer is " + answer.length + " bytes long, expected at most " + Frame.MAX_PLAIN));
        }
        long waiting = waitingBytes.addAndGet(answer.length);
        if (waiting > limits.waitingBytes() && waiting > answer.length) {
            waitingBytes.addAndGet(-answer.length);
            return CompletableFuture.failedFuture(new StoreBusyException(
                    waiting + " bytes wait for the disk, expected at most " + limits.waitingBytes()));
        }
        CompletableFuture<Appended> done = new CompletableFuture<>();
        enqueue(new WaitingAnswer(week, answer, key, done));
        return done;
    }

    /** Runs the task on the commit thread, when no group is half done. */
    CompletableFuture<@Nullable Void> between(Task task) {
        CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
        enqueue(new WaitingTask(task, false, done));
        return done;
    }

    CompletableFuture<StoreBrokenException> broken() {
        return broken;
    }

    /**
     * Commits what waits, runs the task, then ends the thread. The task is run by the calling thread if the other one has
     * ended by itself, and not at all where the store is closed already.
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

    /** Whatever ends this thread, nobody waits for it in vain. */
    private void run() {
        List<Waiting> group = new ArrayList<>();
        try {
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

    /** Waits. What was told is made durable as such within a second, so that a group of many costs one fsync as before. */
    private Waiting next() throws IOException {
        while (true) {
            try {
                if (unsettled.isEmpty()) {
                    return queue.take();
                }
                Waiting waiting = queue.poll(Math.max(0, settleAt - System.nanoTime()), TimeUnit.NANOSECONDS);
                if (waiting != null && settleAt - System.nanoTime() > 0) {
                    return waiting;
                }
                for (WeekSegments segments : unsettled) {
                    segments.settle();
                }
                unsettled.clear();
                if (waiting != null) {
                    return waiting;
                }
            } catch (InterruptedException e) {
                // only close() ends this thread, so that nothing that waits is forgotten
            }
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
            tell(waiting, reason);
        }
        for (int i = 0; i < group.size(); i++) {
            tell(group.get(i), reason);
        }
    }

    private static void tell(Waiting waiting, Throwable why) {
        try {
            waiting.done().completeExceptionally(why);
        } catch (Throwable e) {
            // One who fails to listen keeps the others from hearing of nothing.
        }
    }

    /** Whether to go on. */
    private boolean commit(List<Waiting> group) {
        boolean open = true;
        List<WaitingAnswer> answers = new ArrayList<>();
        for (Waiting waiting : group) {
            if (waiting instanceof WaitingAnswer answer) {
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

    private static void runTask(WaitingTask task) {
        try {
            task.task().run();
            task.done().complete(null);
        } catch (IOException | RuntimeException e) {
            tell(task, e);
        }
    }

    private void commitAnswers(List<WaitingAnswer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        Map<LocalDate, List<WaitingAnswer>> byWeek = new LinkedHashMap<>();
        for (WaitingAnswer answer : answers) {
            byWeek.computeIfAbsent(answer.week(), week -> new ArrayList<>()).add(answer);
        }
        byWeek.forEach(this::commitWeek);
        for (WaitingAnswer answer : answers) {
            waitingBytes.addAndGet(-answer.bytes().length);
        }
    }

    private void commitWeek(LocalDate week, List<WaitingAnswer> answers) {
        if (broken.isDone()) {
            fail(answers, broken.join());
            return;
        }
        Set<Fingerprint> fresh = new HashSet<>();
        List<Appended> outcomes = new ArrayList<>(answers.size());
        try {
            space.check();
            WeekSegments segments = weeks.of(week);
            writeFresh(segments, answers, fresh, outcomes);
            if (!fresh.isEmpty()) {
                force(segments);
                remember(segments, fresh);
                if (unsettled.isEmpty()) {
                    settleAt = System.nanoTime() + SETTLE_NANOS;
                }
                unsettled.add(segments);
            }
        } catch (IOException e) {
            // Anything else means that nobody knows what the file holds, and ends this thread.
            fail(answers, e);
            return;
        }
        for (int i = 0; i < answers.size(); i++) {
            answers.get(i).done().complete(outcomes.get(i));
        }
    }

    private void writeFresh(
            WeekSegments segments, List<WaitingAnswer> answers, Set<Fingerprint> fresh, List<Appended> outcomes)
            throws IOException {
        List<Fresh> toWrite = new ArrayList<>();
        for (WaitingAnswer answer : answers) {
            Fingerprint fingerprint = segments.fingerprint(answer.key());
            if (segments.contains(fingerprint) || !fresh.add(fingerprint)) {
                outcomes.add(Appended.DUPLICATE);
                continue;
            }
            outcomes.add(Appended.STORED);
            toWrite.add(new Fresh(answer.bytes(), fingerprint));
        }
        if (!toWrite.isEmpty()) {
            toWrite.sort(null);
            write(segments, frames(toWrite));
        }
    }

    private static List<ByteBuffer> frames(List<Fresh> answers) {
        List<ByteBuffer> frames = new ArrayList<>();
        List<byte[]> frame = new ArrayList<>();
        List<Fingerprint> fingerprints = new ArrayList<>();
        int length = 0;
        for (Fresh answer : answers) {
            int more = answer.bytes().length + Integer.BYTES;
            if (length + more > Frame.MAX_PLAIN && !frame.isEmpty()) {
                frames.add(Frame.write(frame, fingerprints));
                frame.clear();
                fingerprints.clear();
                length = 0;
            }
            frame.add(answer.bytes());
            fingerprints.add(answer.fingerprint());
            length += more;
        }
        frames.add(Frame.write(frame, fingerprints));
        return frames;
    }

    private void write(WeekSegments segments, List<ByteBuffer> frames) throws IOException {
        try {
            segments.write(frames);
        } catch (IOException e) {
            rollBack(segments, e);
            throw new StoreFullException("the disk took no more: " + e.getMessage(), e);
        }
    }

    /** What could not be written is taken back; where that fails too, nobody knows what the file holds. */
    private void rollBack(WeekSegments segments, IOException why) {
        try {
            segments.rollBack();
        } catch (IOException e) {
            why.addSuppressed(e);
            broken.complete(new StoreBrokenException("a failed write could not be taken back: " + e.getMessage(), why));
        }
    }

    /** After a failed fsync the kernel may have dropped the pages: nothing more can be promised, so the store ends. */
    private void force(WeekSegments segments) throws IOException {
        try {
            segments.force();
        } catch (IOException e) {
            StoreBrokenException reason =
                    new StoreBrokenException("the disk could not make answers durable: " + e.getMessage(), e);
            broken.complete(reason);
            throw reason;
        }
    }

    /** What is durable but not remembered would be stored again when it comes again. */
    private void remember(WeekSegments segments, Set<Fingerprint> fresh) throws IOException {
        try {
            segments.remember(fresh);
        } catch (IOException e) {
            broken.complete(new StoreBrokenException("the index of a week cannot grow: " + e.getMessage(), e));
            throw e;
        }
    }

    private static void fail(List<WaitingAnswer> answers, Exception why) {
        answers.forEach(answer -> tell(answer, why));
    }
}
