package dev.limpid.server.storage.local;

import dev.limpid.server.storage.StoreFullException;
import dev.limpid.server.storage.segment.Acknowledged;
import dev.limpid.server.storage.segment.Acknowledged.Mark;
import dev.limpid.server.storage.segment.SegmentFiles;
import dev.limpid.server.storage.segment.SegmentScan;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Writes the segments of one week, and recovers them when the week is opened. Only the last one grows, by {@link
 * SegmentWriter}. Opening drops a torn tail that was not acknowledged. What was acknowledged and cannot be read is left
 * where it is, and nothing is written after it. {@link SegmentEnds} records where each segment ends, and {@link
 * DurableAnswers} is what readers see.
 *
 * <p>Mutable; one thread at a time: the one that commits, and before that the one that opens the store. Any thread may
 * call {@link #answers}, which never changes.
 */
final class WeekSegments {

    private final Path folder;
    private final Disk disk;
    private final long segmentLimit;
    private final AcknowledgedWriter acknowledged;
    private final SegmentEnds ends;
    private final DurableAnswers answers;
    private final WeekResends resends;

    private @Nullable SegmentWriter last;
    private int lastNumber;

    WeekSegments(Path folder, Disk disk, long segmentLimit) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.segmentLimit = segmentLimit;
        Acknowledged lines = Acknowledged.read(folder);
        this.acknowledged = new AcknowledgedWriter(folder, disk);
        this.ends = new SegmentEnds(acknowledged, lines);
        this.answers = new DurableAnswers(folder, ends);
        this.resends = new WeekResends(folder, disk, answers);
        recover(lines);
    }

    /** What readers see of the week. */
    DurableAnswers answers() {
        return answers;
    }

    /** How the week recognises answers that are resent. */
    WeekResends resends() {
        return resends;
    }

    /** Writes a frame after the last, which is durable; the new one is not durable before {@link #force}. */
    void write(ByteBuffer frame) throws IOException {
        SegmentWriter segment = last;
        if (segment == null || segment.length() >= segmentLimit) {
            segment = startSegment();
        }
        prepareToTell();
        segment.write(frame);
    }

    /**
     * Makes what was written durable and shows it to readers. A segment that is long enough is then cut to the end of
     * its frames, and it is recorded where it ends.
     */
    void force() throws IOException {
        SegmentWriter segment = last;
        if (segment != null) {
            boolean isFull = segment.length() >= segmentLimit;
            Mark mark = new Mark(segment.number(), segment.length());
            if (isFull) {
                segment.seal();
                ends.recordFull(mark);
            } else {
                segment.force();
            }
            acknowledged.write(mark);
            answers.show(mark);
            if (isFull) {
                last = null;
                segment.close();
            }
        }
    }

    /** Makes the record of what was acknowledged durable, too. */
    void settle() throws IOException {
        acknowledged.force();
    }

    /** Nothing is written before there is a line that can record that it was acknowledged. */
    private void prepareToTell() throws IOException {
        acknowledged.prepare(answers.until());
    }

    /** Takes back the frame that was written since the last {@link #force}. */
    void rollBack() throws IOException {
        if (last != null) {
            last.rollBack();
        }
    }

    void close() throws IOException {
        resends.close();
        if (last != null) {
            last.close();
            last = null;
        }
        acknowledged.close();
    }

    private SegmentWriter startSegment() throws IOException {
        if (last != null) {
            last.close();
            last = null;
        }
        if (lastNumber >= SegmentFiles.MOST) {
            throw new StoreFullException(SegmentFiles.file(folder, lastNumber)
                    + " has a number after which no segment is begun, expected at most " + SegmentFiles.MOST
                    + "; if it is not a segment of this store, move it away");
        }
        Mark durable = answers.until();
        ends.recordBeforeNext(new Mark(lastNumber, durable.segment() == lastNumber ? durable.length() : 0));
        prepareToTell();
        Disk.WritableFile file = disk.open(SegmentFiles.file(folder, lastNumber + 1));
        SegmentWriter segment = new SegmentWriter(lastNumber + 1, file);
        lastNumber++;
        last = segment;
        return segment;
    }

    private void recover(Acknowledged lines) throws IOException {
        SegmentFiles files = SegmentFiles.in(folder);
        files.damage(lines).forEach(answers::tell);
        int number = files.last();
        if (number > 0) {
            boolean sound = recoverLast(files.file(number), number, lines)
                    && number >= lines.lastSegment()
                    && number <= SegmentFiles.MOST
                    && !lines.isEnded(number);
            Disk.WritableFile file = disk.open(files.file(number));
            // A process that was killed may have written complete frames that are only in the kernel's memory.
            file.force();
            SegmentWriter segment = new SegmentWriter(number, file);
            answers.show(new Mark(number, segment.length()));
            if (sound) {
                last = segment;
            } else {
                segment.close();
            }
        }
        // The name of a segment that is missing is not used again: a copy may be put back.
        lastNumber = Math.max(number, lines.lastSegment());
    }

    /**
     * Checks the last segment, and cuts off its end if that was not acknowledged: a torn tail, and zeros that were
     * written ahead. A segment whose end is recorded has neither: what is after its end is kept, and reported.
     *
     * @return whether more can be written to it: not after damage
     */
    private boolean recoverLast(Path file, int number, Acknowledged lines) throws IOException {
        SegmentScan scan = SegmentScan.of(file, lines.until(number), lines.most(number), answer -> {});
        scan.damage().forEach(answers::tell);
        if (!lines.isEnded(number) && scan.end() < Files.size(file)) {
            cut(file, scan.end());
        }
        return scan.damage().isEmpty();
    }

    private void cut(Path path, long length) throws IOException {
        try (Disk.WritableFile file = disk.open(path)) {
            file.truncate(length);
            file.force();
        }
    }
}
