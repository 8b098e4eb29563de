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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The segment files of one week: {@code 00000001.seg} and so on, each a row of {@link Frame}s. Only the last one grows.
 * Opening it drops a torn tail. Mutable; one thread at a time writes, {@link #read} is for any thread.
 */
final class WeekSegments {

    private static final String SUFFIX = ".seg";

    private final Path folder;
    private final Disk disk;
    private final long segmentLimit;
    private @Nullable FingerprintIndex index;

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
        recover();
    }

    /** Whether there is at least one durable report. */
    boolean hasReports() {
        Durable until = durable;
        return until.segment() > 1 || until.length() > 0;
    }

    boolean contains(Fingerprint fingerprint) throws IOException {
        return index().contains(fingerprint);
    }

    void remember(Set<Fingerprint> fingerprints) throws IOException {
        for (Fingerprint fingerprint : fingerprints) {
            index().add(fingerprint);
        }
    }

    /** Weeks that are only read need no index, so it is made when the first report comes. */
    private FingerprintIndex index() throws IOException {
        FingerprintIndex made = index;
        if (made == null) {
            made = new FingerprintIndex(folder.resolve("index"));
            for (int number : numbers(folder)) {
                try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                    for (List<Fingerprint> some = reader.skip(); !some.isEmpty(); some = reader.skip()) {
                        for (Fingerprint one : some) {
                            made.add(one);
                        }
                    }
                    if (reader.position() != reader.size()) {
                        throw reader.corrupt();
                    }
                }
            }
            index = made;
        }
        return made;
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
            durable = new Durable(lastNumber, lastLength);
        }
    }

    /** Takes back what was written since the last {@link #force}. */
    void rollBack() throws IOException {
        if (last != null) {
            long length = durable.segment() == lastNumber ? durable.length() : 0;
            last.truncate(length);
            lastLength = length;
        }
    }

    void read(ReportVisitor visitor) throws IOException {
        Durable until = durable;
        for (int number : numbers(folder)) {
            if (number <= until.segment()) {
                readSegment(number, number == until.segment() ? until.length() : Long.MAX_VALUE, visitor);
            }
        }
    }

    long count() throws IOException {
        Durable until = durable;
        long reports = 0;
        for (int number : numbers(folder)) {
            if (number <= until.segment()) {
                try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                    long end = number == until.segment() ? until.length() : reader.size();
                    reports += reader.count(end);
                    if (reader.position() != end) {
                        throw reader.corrupt();
                    }
                }
            }
        }
        return reports;
    }

    /** The same of a week that is not opened here, which another process may be writing. */
    static long count(Path folder) throws IOException {
        long reports = 0;
        for (int number : numbers(folder)) {
            try (SegmentReader reader = new SegmentReader(file(folder, number))) {
                reports += reader.count(reader.size());
            }
        }
        return reports;
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
    }

    private void readSegment(int number, long until, ReportVisitor visitor) throws IOException {
        try (SegmentReader reader = new SegmentReader(file(folder, number))) {
            long end = Math.min(until, reader.size());
            while (reader.position() < end) {
                Optional<List<byte[]>> reports = reader.next();
                if (reports.isEmpty()) {
                    throw reader.corrupt();
                }
                for (byte[] report : reports.get()) {
                    visitor.report(report);
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
        List<Integer> numbers = numbers(folder);
        if (numbers.isEmpty()) {
            return;
        }
        lastNumber = numbers.get(numbers.size() - 1);
        dropTornTail(lastNumber);
        last = disk.open(file(folder, lastNumber));
        // A process that was killed may have written whole frames that only the kernel knows of.
        last.force();
        lastLength = last.size();
        durable = new Durable(lastNumber, lastLength);
    }

    private void dropTornTail(int number) throws IOException {
        long good;
        try (SegmentReader reader = new SegmentReader(file(folder, number))) {
            while (reader.next().isPresent()) {
                // only the place where it stops matters
            }
            good = reader.position();
            if (good == reader.size()) {
                return;
            }
            if (reader.wholeFrameFollows()) {
                throw reader.corrupt();
            }
        }
        try (Disk.WritableFile file = disk.open(file(folder, number))) {
            file.truncate(good);
            file.force();
        }
    }

    private static List<Integer> numbers(Path folder) throws IOException {
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

    private static Path file(Path folder, int number) {
        return folder.resolve(String.format(Locale.ROOT, "%08d%s", number, SUFFIX));
    }
}
