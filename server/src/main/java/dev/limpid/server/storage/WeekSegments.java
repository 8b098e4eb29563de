package dev.limpid.server.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The segment files of one week: {@code 00000001.seg} and so on, each a row of {@link Frame}s. Only the last one grows,
 * by {@link SegmentWriter}. Opening the week drops a torn tail that was not acknowledged. What was acknowledged and
 * cannot be read is left where it is, skipped when reading, and reported by {@link #damage}; nothing is written after
 * it. Mutable; one thread at a time writes, and any thread may call {@link #read}, {@link #count} and {@link #damage}.
 */
final class WeekSegments {

    private static final String SUFFIX = ".seg";
    private static final Logger LOG = LoggerFactory.getLogger(WeekSegments.class);

    private final Path folder;
    private final Disk disk;
    private final long segmentLimit;
    private final Acknowledged acknowledged;
    private final Set<Damage> damage = ConcurrentHashMap.newKeySet();
    private final WeekResends resends;

    private @Nullable SegmentWriter last;
    private int lastNumber;
    /** Up to where the last segment was acknowledged before it was opened here: more than it has if its end is missing. */
    private long told;
    /** Whether it is recorded where the last segment ends, so that the next one may be begun. */
    private boolean isEndRecorded;

    /** Readers see the last segment up to here; beyond it nothing is durable yet. */
    private volatile Durable durable = new Durable(0, 0);

    private record Durable(int segment, long length) {}

    WeekSegments(Path folder, Disk disk, long segmentLimit) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.segmentLimit = segmentLimit;
        this.acknowledged = new Acknowledged(folder, disk);
        this.resends = new WeekResends(folder, disk, this::hasAnswers, this::addAllTo);
        recover();
    }

    /** Whether there is at least one durable answer. */
    boolean hasAnswers() {
        Durable until = durable;
        return until.segment() > 1 || until.length() > 0;
    }

    /** What can no longer be read of the week, as far as this was noticed. */
    List<String> damage() {
        return damage.stream().map(Damage::toString).toList();
    }

    private void tell(Damage found) {
        if (damage.add(found)) {
            resends.damageFound();
            LOG.error("{}", found);
        }
    }

    /** How the week recognises answers that are resent. */
    WeekResends resends() {
        return resends;
    }

    /** Adds the fingerprints of all durable answers. */
    private void addAllTo(FingerprintIndex made) throws IOException {
        for (int number : numbers(folder)) {
            try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                long end = durableEnd(number, reader);
                while (reader.position() < end) {
                    // Answers in a part that is known to be damaged are new when they are resent.
                    reader.moveTo(behindDamage(file(folder, number), reader.position()));
                    List<Fingerprint> some = reader.skip(end);
                    for (Fingerprint one : some) {
                        made.add(one);
                    }
                    if (some.isEmpty() && reader.position() < end) {
                        reader.passDamage(end).ifPresent(this::tell);
                    }
                }
            }
        }
    }

    /**
     * Up to where readers see a segment: nothing after that is durable, and it may be zeros that were written ahead.
     */
    private long durableEnd(int number, SegmentReader reader) throws IOException {
        Durable until = durable;
        return number == until.segment() ? Math.min(until.length(), reader.size()) : reader.size();
    }

    private long behindDamage(Path file, long from) {
        return damage.stream()
                .filter(one -> one.file().equals(file) && one.from() == from)
                .mapToLong(Damage::to)
                .max()
                .orElse(from);
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
            Acknowledged.Mark mark = new Acknowledged.Mark(segment.number(), segment.length());
            if (isFull) {
                segment.seal();
                isEndRecorded = recordsEnd(mark);
            } else {
                segment.force();
            }
            acknowledged.write(mark);
            durable = new Durable(segment.number(), segment.length());
            if (isFull) {
                last = null;
                segment.close();
            }
        }
    }

    /**
     * Records durably where the segment that is full ends; false if the disk has no room for that. Its answers are
     * still durable, and the next segment is not begun before there is room.
     */
    private boolean recordsEnd(Acknowledged.Mark mark) throws IOException {
        try {
            acknowledged.writeEnd(mark);
        } catch (IOException e) {
            LOG.warn(
                    "{} has no room yet for the end of the full segment {}, which is written before the next one: {}",
                    folder.resolve(Acknowledged.FILE),
                    mark.segment(),
                    e.toString());
            return false;
        }
        acknowledged.force();
        return true;
    }

    /** Makes the record of what was acknowledged durable, too. */
    void settle() throws IOException {
        acknowledged.force();
    }

    /** Nothing is written before there is a line that can record that it was acknowledged. */
    private void prepareToTell() throws IOException {
        acknowledged.prepare(new Acknowledged.Mark(durable.segment(), durable.length()));
    }

    /**
     * Once the first line is about a later segment, it no longer shows how long this one was. So this one gets a line
     * of its own before that, by which every reader notices that its end is missing. This is about a segment that was
     * full or damaged when it was opened; one that became full here has its line already, if the disk had room for it.
     */
    private void recordEndOfLast() throws IOException {
        if (lastNumber > 0 && !isEndRecorded) {
            Durable until = durable;
            long length = until.segment() == lastNumber ? until.length() : 0;
            acknowledged.writeEnd(new Acknowledged.Mark(lastNumber, Math.max(told, length)));
            acknowledged.force();
            isEndRecorded = true;
        }
    }

    /** Takes back the frame that was written since the last {@link #force}. */
    void rollBack() throws IOException {
        if (last != null) {
            last.rollBack();
        }
    }

    void read(AnswerVisitor visitor) throws IOException {
        Durable until = durable;
        for (int number : numbers(folder)) {
            if (number <= until.segment()) {
                readSegment(number, visitor);
            }
        }
    }

    /** A damaged or missing part counts as an answer, so that the week is never taken for one that is published in full. */
    long count() throws IOException {
        Durable until = durable;
        long answers = 0;
        for (int number : numbers(folder)) {
            if (number <= until.segment()) {
                try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                    answers += count(reader, durableEnd(number, reader));
                }
            }
        }
        return answers + damage.stream().filter(one -> one.from() == one.to()).count();
    }

    private long count(SegmentReader reader, long end) throws IOException {
        long answers = reader.count(end);
        while (reader.position() < end) {
            reader.passDamage(end).ifPresent(this::tell);
            answers += 1 + reader.count(end);
        }
        return answers;
    }

    /** The same for a week that is not open here, which another process may be writing: counts up to a torn tail. */
    static long count(Path folder) throws IOException {
        long answers = 0;
        for (int number : numbers(folder)) {
            try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                long end = reader.size();
                answers += reader.count(end);
                while (reader.position() < end) {
                    int damaged = reader.passDamage(end).isPresent() ? 1 : 0;
                    if (reader.position() < end) {
                        answers += damaged + reader.count(end);
                    }
                }
            }
        }
        return answers;
    }

    /** Whether a week that is not open here has lost answers, as far as the heads of frames and the lengths show it. */
    static boolean isDamaged(Path folder) throws IOException {
        // Read before the segments: what another process writes meanwhile comes after it.
        Acknowledged.Lines lines = new Acknowledged(folder, Disk.REAL).read();
        List<Integer> numbers = numbers(folder);
        if (!missing(folder, numbers, lines).isEmpty()) {
            return true;
        }
        for (int number : numbers) {
            boolean isLast = number == numbers.get(numbers.size() - 1);
            long until = isLast ? lines.acknowledged(number) : Acknowledged.ALL;
            try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                if (isDamaged(reader, until)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isDamaged(SegmentReader reader, long until) throws IOException {
        long end = reader.size();
        reader.count(end);
        while (reader.position() < end) {
            long from = reader.position();
            boolean isHole = reader.passDamage(end).isPresent();
            if (reader.position() == end) {
                return until == Acknowledged.ALL || (until != Acknowledged.UNKNOWN && from < until);
            }
            if (isHole) {
                return true;
            }
            reader.count(end);
        }
        return until < Acknowledged.UNKNOWN && end < until;
    }

    void close() throws IOException {
        resends.close();
        if (last != null) {
            last.close();
            last = null;
        }
        acknowledged.close();
    }

    private void readSegment(int number, AnswerVisitor visitor) throws IOException {
        try (SegmentReader reader = new SegmentReader(file(folder, number))) {
            long end = durableEnd(number, reader);
            while (reader.position() < end) {
                Optional<List<byte[]>> answers = reader.next();
                if (answers.isEmpty()) {
                    reader.passDamage(end).ifPresent(this::tell);
                } else {
                    for (byte[] answer : answers.get()) {
                        visitor.answer(answer);
                    }
                }
            }
        }
    }

    private SegmentWriter startSegment() throws IOException {
        if (last != null) {
            last.close();
            last = null;
        }
        recordEndOfLast();
        prepareToTell();
        Disk.WritableFile file = disk.open(file(folder, lastNumber + 1));
        SegmentWriter segment = new SegmentWriter(lastNumber + 1, file);
        lastNumber++;
        told = 0;
        isEndRecorded = false;
        last = segment;
        return segment;
    }

    private void recover() throws IOException {
        Acknowledged.Lines lines = acknowledged.read();
        List<Integer> numbers = numbers(folder);
        lastNumber = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        missing(folder, numbers, lines).forEach(this::tell);
        if (lastNumber > 0) {
            boolean sound =
                    recoverLast(lastNumber, lines.acknowledged(lastNumber)) && lastNumber >= lines.lastSegment();
            Disk.WritableFile file = disk.open(file(folder, lastNumber));
            // A process that was killed may have written complete frames that are only in the kernel's memory.
            file.force();
            SegmentWriter segment = new SegmentWriter(lastNumber, file);
            durable = new Durable(lastNumber, segment.length());
            if (sound) {
                last = segment;
            } else {
                segment.close();
            }
        }
        // The name of a segment that is missing is not used again: a copy may be put back.
        lastNumber = Math.max(lastNumber, lines.lastSegment());
        told = lines.end(lastNumber);
    }

    /**
     * Checks the last segment, and cuts off its end if that was not acknowledged: a torn tail, and zeros that were
     * written ahead.
     *
     * @param until up to where its answers were acknowledged
     * @return whether more can be written to it: not after damage
     */
    private boolean recoverLast(int number, long until) throws IOException {
        Path file = file(folder, number);
        SegmentScan scan = SegmentScan.of(file, until, answer -> {});
        scan.damage().forEach(this::tell);
        if (scan.end() < Files.size(file)) {
            cut(number, scan.end());
        }
        return scan.damage().isEmpty();
    }

    /** The segments that must have existed and are missing, and earlier segments whose end is missing. */
    static List<Damage> missing(Path folder, List<Integer> numbers, Acknowledged.Lines lines) throws IOException {
        int lastFound = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        int last = Math.max(lastFound, lines.lastSegment());
        List<Damage> missing = new ArrayList<>();
        for (int number = 1; number <= last; number++) {
            Path file = file(folder, number);
            if (!numbers.contains(number)) {
                missing.add(new Damage(file, 0, 0));
            } else if (number < last) {
                long size = Files.size(file);
                if (size < lines.end(number)) {
                    missing.add(new Damage(file, size, size));
                }
            }
        }
        return missing;
    }

    private void cut(int number, long length) throws IOException {
        try (Disk.WritableFile file = disk.open(file(folder, number))) {
            file.truncate(length);
            file.force();
        }
    }

    static List<Integer> numbers(Path folder) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.matches("[0-9]{8}\\" + SUFFIX)) {
                    numbers.add(Integer.parseInt(name, 0, name.length() - SUFFIX.length(), 10));
                }
            }
        }
        numbers.sort(null);
        return numbers;
    }

    static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%08d%s", number, SUFFIX));
    }
}
