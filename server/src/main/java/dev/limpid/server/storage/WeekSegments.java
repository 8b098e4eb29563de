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
 * The segment files of one week: {@code 00000001.seg} and so on, each a row of {@link Frame}s. Only the last one grows.
 * Opening it drops a torn tail of which nobody was told. What was told of and cannot be read is left where it is, passed
 * when reading, and named by {@link #damage}; nothing is written behind it. Mutable; one thread at a time writes, {@link
 * #read}, {@link #count} and {@link #damage} are for any thread.
 */
final class WeekSegments {

    private static final String SUFFIX = ".seg";
    private static final Logger LOG = LoggerFactory.getLogger(WeekSegments.class);

    private final Path folder;
    private final Disk disk;
    private final long segmentLimit;
    private final Acknowledged acknowledged;
    private final Set<Damage> damage = ConcurrentHashMap.newKeySet();
    private @Nullable FingerprintIndex index;
    private byte @Nullable [] secret;

    private Disk.@Nullable WritableFile last;
    private int lastNumber;
    private long lastLength;
    /** Readers see the last segment up to here; beyond it nothing is durable yet. */
    private volatile Durable durable = new Durable(0, 0);

    private record Durable(int segment, long length) {}

    WeekSegments(Path folder, Disk disk, long segmentLimit) throws IOException {
        this.folder = folder;
        this.disk = disk;
        this.segmentLimit = segmentLimit;
        this.acknowledged = new Acknowledged(folder, disk);
        recover();
    }

    /** Whether there is at least one durable answer. */
    boolean hasAnswers() {
        Durable until = durable;
        return until.segment() > 1 || until.length() > 0;
    }

    /** What of the week cannot be read any more, as far as that was noticed. */
    List<String> damage() {
        return damage.stream().map(Damage::toString).toList();
    }

    private void tell(Damage found) {
        if (damage.add(found)) {
            LOG.error("{}", found);
        }
    }

    /** What the week keeps of a key. */
    Fingerprint fingerprint(ResendKey key) throws IOException {
        return key.fingerprint(secret());
    }

    private byte[] secret() throws IOException {
        byte[] known = secret;
        if (known == null) {
            Optional<byte[]> kept = WeekSecret.read(folder);
            if (kept.isEmpty() && hasAnswers()) {
                LOG.warn(
                        "{} is missing or damaged: answers that were taken before and come again will count again",
                        folder.resolve(WeekSecret.FILE));
            }
            known = kept.isPresent() ? kept.get() : WeekSecret.make(folder, disk);
            secret = known;
        }
        return known;
    }

    /** Nobody can tell any more which answer came with what. */
    void forgetResends() throws IOException {
        secret = null;
        WeekSecret.forget(folder, disk);
        if (index != null) {
            index.close();
            index = null;
        }
    }

    /** Whether an answer is stored that came with this key; a week without answers gets no secret for the question. */
    boolean holds(ResendKey key) throws IOException {
        return hasAnswers() && contains(fingerprint(key));
    }

    boolean contains(Fingerprint fingerprint) throws IOException {
        return index().contains(fingerprint);
    }

    void remember(Set<Fingerprint> fingerprints) throws IOException {
        for (Fingerprint fingerprint : fingerprints) {
            index().add(fingerprint);
        }
    }

    /** Weeks that are only read need no index, so it is made when the first answer comes. */
    private FingerprintIndex index() throws IOException {
        FingerprintIndex made = index;
        if (made == null) {
            made = new FingerprintIndex(folder.resolve("index"));
            for (int number : numbers(folder)) {
                try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                    while (reader.position() < reader.size()) {
                        // What is known to be damaged is new when it comes again.
                        reader.moveTo(behindDamage(file(folder, number), reader.position()));
                        List<Fingerprint> some = reader.skip();
                        for (Fingerprint one : some) {
                            made.add(one);
                        }
                        if (some.isEmpty() && reader.position() < reader.size()) {
                            tell(reader.passDamage(reader.size()));
                        }
                    }
                }
            }
            index = made;
        }
        return made;
    }

    private long behindDamage(Path file, long from) {
        return damage.stream()
                .filter(one -> one.file().equals(file) && one.from() == from)
                .mapToLong(Damage::to)
                .max()
                .orElse(from);
    }

    /**
     * Writes frames behind the last; they are not durable before {@link #force}. All frames between two calls of force
     * go into one file, so that they can be taken back.
     */
    void write(List<ByteBuffer> frames) throws IOException {
        Disk.WritableFile file = last;
        if (file == null || lastLength >= segmentLimit) {
            file = startSegment();
        }
        acknowledged.prepare(new Acknowledged.Mark(durable.segment(), durable.length()));
        for (ByteBuffer frame : frames) {
            int length = frame.remaining();
            file.write(frame, lastLength);
            lastLength += length;
        }
    }

    /** Makes what was written durable and shows it to readers. */
    void force() throws IOException {
        if (last != null) {
            last.force();
            acknowledged.write(new Acknowledged.Mark(lastNumber, lastLength));
            durable = new Durable(lastNumber, lastLength);
        }
    }

    /** Makes durable also up to where answers were acknowledged. */
    void settle() throws IOException {
        acknowledged.force();
    }

    /** Takes back what was written since the last {@link #force}. */
    void rollBack() throws IOException {
        if (last != null) {
            long length = durable.segment() == lastNumber ? durable.length() : 0;
            last.truncate(length);
            lastLength = length;
        }
    }

    void read(AnswerVisitor visitor) throws IOException {
        Durable until = durable;
        for (int number : numbers(folder)) {
            if (number <= until.segment()) {
                readSegment(number, number == until.segment() ? until.length() : Long.MAX_VALUE, visitor);
            }
        }
    }

    /** A damaged place counts as an answer: with it, the week is never taken for one that is published in full. */
    long count() throws IOException {
        Durable until = durable;
        long answers = 0;
        for (int number : numbers(folder)) {
            if (number <= until.segment()) {
                try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                    long end = number == until.segment() ? until.length() : reader.size();
                    answers += count(reader, end);
                }
            }
        }
        return answers;
    }

    private long count(SegmentReader reader, long end) throws IOException {
        long answers = reader.count(end);
        while (reader.position() < end) {
            tell(reader.passDamage(end));
            answers += 1 + reader.count(end);
        }
        return answers;
    }

    /** The same of a week that is not opened here, which another process may be writing: up to a torn tail. */
    static long count(Path folder) throws IOException {
        long answers = 0;
        for (int number : numbers(folder)) {
            try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                long end = reader.size();
                answers += reader.count(end);
                while (reader.position() < end && reader.passDamage(end).to() < end) {
                    answers += 1 + reader.count(end);
                }
            }
        }
        return answers;
    }

    void close() throws IOException {
        if (index != null) {
            index.close();
            index = null;
        }
        if (last != null) {
            last.close();
            last = null;
        }
        acknowledged.close();
    }

    private void readSegment(int number, long until, AnswerVisitor visitor) throws IOException {
        try (SegmentReader reader = new SegmentReader(file(folder, number))) {
            long end = Math.min(until, reader.size());
            while (reader.position() < end) {
                Optional<List<byte[]>> answers = reader.next();
                if (answers.isEmpty()) {
                    tell(reader.passDamage(end));
                } else {
                    for (byte[] answer : answers.get()) {
                        visitor.answer(answer);
                    }
                }
            }
        }
    }

    private Disk.WritableFile startSegment() throws IOException {
        if (last != null) {
            last.close();
            last = null;
        }
        Disk.WritableFile file = disk.open(file(folder, lastNumber + 1));
        last = file;
        lastNumber++;
        lastLength = 0;
        return file;
    }

    private void recover() throws IOException {
        Optional<Acknowledged.Mark> mark = acknowledged.read();
        List<Integer> numbers = numbers(folder);
        lastNumber = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        int marked = mark.map(Acknowledged.Mark::segment).orElse(0);
        missing(folder, numbers, mark).forEach(this::tell);
        if (lastNumber > 0) {
            boolean sound = recoverLast(lastNumber, mark) && lastNumber >= marked;
            Disk.WritableFile file = disk.open(file(folder, lastNumber));
            // A process that was killed may have written whole frames that only the kernel knows of.
            file.force();
            lastLength = file.size();
            durable = new Durable(lastNumber, lastLength);
            if (sound) {
                last = file;
            } else {
                file.close();
            }
        }
        // A segment that went missing with its name leaves the name alone: a copy may be put back.
        lastNumber = Math.max(lastNumber, marked);
    }

    /**
     * Looks at the last segment, and cuts off what ends it if nobody was told of that.
     *
     * @return whether it can be written on: not behind damage
     */
    private boolean recoverLast(int number, Optional<Acknowledged.Mark> mark) throws IOException {
        Path file = file(folder, number);
        SegmentScan scan = SegmentScan.of(file, Acknowledged.length(number, mark));
        scan.damage().forEach(this::tell);
        if (scan.torn() < Files.size(file)) {
            cut(number, scan.torn());
        }
        return scan.damage().isEmpty();
    }

    /** The segments that must have been there, and are not. */
    static List<Damage> missing(Path folder, List<Integer> numbers, Optional<Acknowledged.Mark> mark) {
        int last = numbers.isEmpty() ? 0 : numbers.get(numbers.size() - 1);
        List<Damage> missing = new ArrayList<>();
        for (int number = 1;
                number <= Math.max(last, mark.map(Acknowledged.Mark::segment).orElse(0));
                number++) {
            if (!numbers.contains(number)) {
                missing.add(new Damage(file(folder, number), 0, 0));
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
