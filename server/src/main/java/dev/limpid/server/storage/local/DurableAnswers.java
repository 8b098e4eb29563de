package dev.limpid.server.storage.local;

import dev.limpid.server.storage.AnswerVisitor;
import dev.limpid.server.storage.segment.Acknowledged.Mark;
import dev.limpid.server.storage.segment.DamagedRange;
import dev.limpid.server.storage.segment.Fingerprint;
import dev.limpid.server.storage.segment.SegmentFiles;
import dev.limpid.server.storage.segment.SegmentReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The answers of one open week that are durable, while more are written to it. What was acknowledged and cannot be read
 * is skipped, and reported by {@link #damage}.
 *
 * <p>Any thread may call it: {@link #damage} is a concurrent set, and {@link #until} is volatile. Only the thread that
 * writes calls {@link #show}.
 */
final class DurableAnswers implements WeekResends.Stored {

    private static final Logger LOG = LoggerFactory.getLogger(DurableAnswers.class);

    private final Path folder;
    private final SegmentEnds ends;
    private final Set<DamagedRange> damage = ConcurrentHashMap.newKeySet();

    /** Readers see the last segment up to here; beyond it nothing is durable yet. */
    private volatile Mark until = new Mark(0, 0);

    DurableAnswers(Path folder, SegmentEnds ends) {
        this.folder = folder;
        this.ends = ends;
    }

    /** Up to where readers see the week. */
    Mark until() {
        return until;
    }

    /** Shows readers everything up to here, all of which is durable. */
    void show(Mark durable) {
        until = durable;
    }

    @Override
    public boolean hasAnswers() {
        Mark seen = until;
        return seen.segment() > 1 || seen.length() > 0;
    }

    /** What can no longer be read of the week, as far as this was noticed. */
    List<String> damage() {
        return damage.stream().map(DamagedRange::toString).toList();
    }

    @Override
    public int damaged() {
        return damage.size();
    }

    /** Reports damage that was found. */
    void tell(DamagedRange found) {
        if (damage.add(found)) {
            LOG.error("{}", found);
        }
    }

    @Override
    public void addAllTo(FingerprintIndex made) throws IOException {
        for (int number : SegmentFiles.in(folder).numbers()) {
            Path file = SegmentFiles.file(folder, number);
            try (SegmentReader reader = open(number)) {
                long end = end(number, until, reader);
                while (reader.position() < end) {
                    // Answers in a part that is known to be damaged are new when they are resent.
                    reader.moveTo(behindDamage(file, reader.position()));
                    List<Fingerprint> some = reader.skip(end);
                    for (Fingerprint one : some) {
                        made.add(one);
                    }
                    if (some.isEmpty() && reader.position() < end) {
                        reader.skipDamage(end).ifPresent(this::tell);
                    }
                }
            }
        }
    }

    private long behindDamage(Path file, long from) {
        long behind = from;
        for (DamagedRange one : damage) {
            if (one instanceof DamagedRange.Unreadable part && part.file().equals(file) && part.from() == from) {
                behind = Math.max(behind, part.to());
            }
        }
        return behind;
    }

    /**
     * Up to where readers see a segment: nothing after that is durable, and it may be zeros that were written ahead.
     */
    private static long end(int number, Mark until, SegmentReader reader) throws IOException {
        return number == until.segment() ? Math.min(until.length(), reader.size()) : reader.size();
    }

    /** Shows all of them. */
    void read(AnswerVisitor visitor) throws IOException {
        Mark seen = until;
        for (int number : SegmentFiles.in(folder).numbers()) {
            if (number <= seen.segment()) {
                try (SegmentReader reader = open(number)) {
                    read(reader, end(number, seen, reader), visitor);
                }
            }
        }
    }

    private SegmentReader open(int number) throws IOException {
        return new SegmentReader(SegmentFiles.file(folder, number), ends.most(number));
    }

    private void read(SegmentReader reader, long end, AnswerVisitor visitor) throws IOException {
        while (reader.position() < end) {
            Optional<List<byte[]>> answers = reader.next();
            if (answers.isEmpty()) {
                reader.skipDamage(end).ifPresent(this::tell);
            } else {
                for (byte[] answer : answers.get()) {
                    visitor.answer(answer);
                }
            }
        }
    }

    /** A damaged or missing part counts as an answer, so that the week is never taken for one that is published in full. */
    long count() throws IOException {
        Mark seen = until;
        long answers = 0;
        for (int number : SegmentFiles.in(folder).numbers()) {
            if (number <= seen.segment()) {
                try (SegmentReader reader = open(number)) {
                    answers += count(reader, end(number, seen, reader));
                }
            }
        }
        return answers
                + damage.stream()
                        .filter(one -> !(one instanceof DamagedRange.Unreadable))
                        .count();
    }

    private long count(SegmentReader reader, long end) throws IOException {
        long answers = reader.count(end);
        while (reader.position() < end) {
            reader.skipDamage(end).ifPresent(this::tell);
            answers += 1 + reader.count(end);
        }
        return answers;
    }
}
