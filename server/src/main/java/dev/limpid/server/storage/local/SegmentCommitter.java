package dev.limpid.server.storage.local;

import dev.limpid.server.storage.AppendOutcome;
import dev.limpid.server.storage.StoreBrokenException;
import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.segment.CommitFrame;
import dev.limpid.server.storage.segment.Fingerprint;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Makes answers durable in the segments of their weeks, with one frame and one fsync for each week, and then completes
 * their futures. It decides what happens when a disk fails: an answer that was not written is refused and can be
 * resent, and if the content of the disk is unknown, the store is broken.
 *
 * <p>Threads: only the commit thread of {@link GroupCommit} uses it; other threads see only {@link #broken}, which
 * completes once.
 */
final class SegmentCommitter implements AutoCloseable {

    /** Called before a frame is written; throws {@link StoreFullException} to refuse it. */
    interface SpaceCheck {
        void check() throws IOException;
    }

    /** Finds or creates the segments of a week. */
    interface Weeks {
        WeekSegments of(LocalDate week) throws IOException;
    }

    /**
     * An answer that is not stored yet. Answers that are written together are sorted by their bytes, whichever came
     * first: an order of arrival would show which answers came together, and so perhaps from one machine.
     */
    record Fresh(byte[] bytes, Fingerprint fingerprint) implements Comparable<Fresh> {
        @Override
        public int compareTo(Fresh other) {
            int byBytes = Arrays.compareUnsigned(bytes, other.bytes);
            return byBytes != 0 ? byBytes : Long.compareUnsigned(fingerprint.high(), other.fingerprint.high());
        }
    }

    private static final long SETTLE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final SpaceCheck space;
    private final Weeks weeks;
    private final CompletableFuture<StoreBrokenException> broken;
    private final FrameWriter frames = new FrameWriter();
    private final Set<WeekSegments> unsettled = new HashSet<>();
    private long settleAt;

    /** @param broken completed by this if nothing can be promised any more; after that nothing is written */
    SegmentCommitter(SpaceCheck space, Weeks weeks, CompletableFuture<StoreBrokenException> broken) {
        this.space = space;
        this.weeks = weeks;
        this.broken = broken;
    }

    /** Tries to make these answers durable, and completes the future of each. */
    void commit(List<PendingAppend> answers) {
        Map<LocalDate, List<PendingAppend>> byWeek = new LinkedHashMap<>();
        for (PendingAppend answer : answers) {
            byWeek.computeIfAbsent(answer.week(), week -> new ArrayList<>()).add(answer);
        }
        byWeek.forEach(this::commitWeek);
    }

    /**
     * Commits as many answers at once as fit into one frame. A frame is begun only once those before it are durable; so
     * an incomplete frame that is followed by a complete one was acknowledged.
     */
    private void commitWeek(LocalDate week, List<PendingAppend> answers) {
        int from = 0;
        int length = 0;
        for (int i = 0; i < answers.size(); i++) {
            int more = FrameWriter.lengthOf(answers.get(i).bytes());
            if (length + more > CommitFrame.MAX_PLAIN && i > from) {
                commitFrame(week, answers.subList(from, i));
                from = i;
                length = 0;
            }
            length += more;
        }
        commitFrame(week, answers.subList(from, answers.size()));
    }

    private void commitFrame(LocalDate week, List<PendingAppend> answers) {
        if (broken.isDone()) {
            fail(answers, broken.join());
            return;
        }
        List<AppendOutcome> outcomes = new ArrayList<>(answers.size());
        try {
            space.check();
            WeekSegments segments = weeks.of(week);
            List<Fresh> fresh = fresh(segments, answers, outcomes);
            if (!fresh.isEmpty()) {
                write(segments, fresh);
                force(segments);
                segments.resends().remember(fresh);
                if (unsettled.isEmpty()) {
                    settleAt = System.nanoTime() + SETTLE_NANOS;
                }
                unsettled.add(segments);
            }
        } catch (IOException e) {
            // Any other exception means that the content of the file is unknown, and ends this thread.
            fail(answers, e);
            return;
        }
        for (int i = 0; i < answers.size(); i++) {
            answers.get(i).done().complete(outcomes.get(i));
        }
    }

    /**
     * The answers that are not stored yet, in the order of their bytes; adds the outcome of each answer, in the order
     * of the answers.
     */
    private static List<Fresh> fresh(WeekSegments segments, List<PendingAppend> answers, List<AppendOutcome> outcomes)
            throws IOException {
        List<Fresh> fresh = new ArrayList<>(answers.size());
        Set<Fingerprint> seen = new HashSet<>();
        for (PendingAppend answer : answers) {
            Fingerprint fingerprint = segments.resends().fingerprint(answer.key());
            boolean known = segments.resends().contains(fingerprint) || !seen.add(fingerprint);
            outcomes.add(known ? AppendOutcome.DUPLICATE : AppendOutcome.STORED);
            if (!known) {
                fresh.add(new Fresh(answer.bytes(), fingerprint));
            }
        }
        fresh.sort(null);
        return fresh;
    }

    private void write(WeekSegments segments, List<Fresh> fresh) throws IOException {
        try {
            segments.write(frames.write(fresh));
        } catch (StoreFullException e) {
            throw e; // nothing was written
        } catch (IOException e) {
            rollBack(segments, e);
            throw new StoreFullException("the disk accepted no more: " + e.getMessage(), e);
        }
    }

    /** Takes back what could not be written; if that fails too, the content of the file is unknown. */
    private void rollBack(WeekSegments segments, IOException why) {
        try {
            segments.rollBack();
        } catch (IOException e) {
            why.addSuppressed(e);
            broken.complete(new StoreBrokenException("a failed write could not be undone: " + e.getMessage(), why));
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
            takeBack(segments, reason);
            throw reason;
        }
    }

    /**
     * Takes back a frame that the kernel may still show but will never write: the next process must not take it for
     * durable, since it would then acknowledge an answer of it that is resent.
     */
    private static void takeBack(WeekSegments segments, IOException why) {
        try {
            segments.rollBack();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static void fail(List<PendingAppend> answers, Exception why) {
        answers.forEach(answer -> GroupCommit.completeExceptionally(answer, why));
    }

    /** Whether the record of what was acknowledged is durable. */
    boolean areAcknowledgementsDurable() {
        return unsettled.isEmpty();
    }

    /**
     * How long, in nanoseconds, until the record of what was acknowledged must be made durable; not positive if that
     * time has passed.
     */
    long nanosUntilForce() {
        return settleAt - System.nanoTime();
    }

    /** Makes the record of what was acknowledged durable. */
    void forceAcknowledgements() throws IOException {
        for (WeekSegments segments : unsettled) {
            segments.settle();
        }
        unsettled.clear();
    }

    @Override
    public void close() {
        frames.close();
    }
}
