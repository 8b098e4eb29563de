package dev.limpid.server.storage;

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
 * Makes answers durable in the segments of their weeks, a frame and an fsync for each week, and then tells who waits for
 * them. It knows what follows when a disk fails: what was not written is refused and may come again, and where nobody can say
 * what the disk holds, the store is broken.
 *
 * <p>Threads: all of it belongs to the commit thread of {@link GroupCommit}; only {@link #broken} is seen by others, and
 * completes once.
 */
final class AnswerWriter implements AutoCloseable {

    /** Looks before a frame is written; throws {@link StoreFullException} to refuse it. */
    interface SpaceCheck {
        void check() throws IOException;
    }

    /** Finds or makes the segments of a week. */
    interface Weeks {
        WeekSegments of(LocalDate week) throws IOException;
    }

    /**
     * An answer that is not there yet. What is written at once lies in the order of the bytes, whatever came first: an order
     * of arrival would say which answers came together, and so perhaps from one machine.
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

    /** @param broken completed by this if nothing more can be promised; nothing is written any more once it is */
    AnswerWriter(SpaceCheck space, Weeks weeks, CompletableFuture<StoreBrokenException> broken) {
        this.space = space;
        this.weeks = weeks;
        this.broken = broken;
    }

    /** Makes these answers durable, or not, and tells who waits for each. */
    void commit(List<WaitingAnswer> answers) {
        Map<LocalDate, List<WaitingAnswer>> byWeek = new LinkedHashMap<>();
        for (WaitingAnswer answer : answers) {
            byWeek.computeIfAbsent(answer.week(), week -> new ArrayList<>()).add(answer);
        }
        byWeek.forEach(this::commitWeek);
    }

    /**
     * As many at once as one frame holds. A frame is begun only once those in front of it are durable; so one that is not whole
     * and is followed by a whole one was told of.
     */
    private void commitWeek(LocalDate week, List<WaitingAnswer> answers) {
        int from = 0;
        int length = 0;
        for (int i = 0; i < answers.size(); i++) {
            int more = FrameWriter.lengthOf(answers.get(i).bytes());
            if (length + more > Frame.MAX_PLAIN && i > from) {
                commitFrame(week, answers.subList(from, i));
                from = i;
                length = 0;
            }
            length += more;
        }
        commitFrame(week, answers.subList(from, answers.size()));
    }

    private void commitFrame(LocalDate week, List<WaitingAnswer> answers) {
        if (broken.isDone()) {
            fail(answers, broken.join());
            return;
        }
        List<Appended> outcomes = new ArrayList<>(answers.size());
        try {
            space.check();
            WeekSegments segments = weeks.of(week);
            List<Fresh> fresh = fresh(segments, answers, outcomes);
            if (!fresh.isEmpty()) {
                write(segments, fresh);
                force(segments);
                segments.remember(fresh);
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

    /** Those that are not there yet, in the order of their bytes; and what becomes of each answer, in the order of the answers. */
    private static List<Fresh> fresh(WeekSegments segments, List<WaitingAnswer> answers, List<Appended> outcomes)
            throws IOException {
        List<Fresh> fresh = new ArrayList<>(answers.size());
        Set<Fingerprint> seen = new HashSet<>();
        for (WaitingAnswer answer : answers) {
            Fingerprint fingerprint = segments.fingerprint(answer.key());
            boolean known = segments.contains(fingerprint) || !seen.add(fingerprint);
            outcomes.add(known ? Appended.DUPLICATE : Appended.STORED);
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
            takeBack(segments, reason);
            throw reason;
        }
    }

    /**
     * What the kernel still shows of it and will never write is not to be taken for durable by the next process, which would say
     * so when it comes again.
     */
    private static void takeBack(WeekSegments segments, IOException why) {
        try {
            segments.rollBack();
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static void fail(List<WaitingAnswer> answers, Exception why) {
        answers.forEach(answer -> GroupCommit.tell(answer, why));
    }

    /** Whether all that was told is durable as told. */
    boolean isSettled() {
        return unsettled.isEmpty();
    }

    /** How long, in nanoseconds, until what was told is to be made durable as such; may have passed. */
    long untilSettling() {
        return settleAt - System.nanoTime();
    }

    /** Makes durable up to where answers were told. */
    void settle() throws IOException {
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
