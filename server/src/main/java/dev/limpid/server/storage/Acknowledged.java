package dev.limpid.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Records up to where a week's answers were acknowledged, in a small file next to its segments: lines of equal length,
 * each with a segment's number, a length, and the CRC-32C of both. The first line is about the segment that grows. It
 * distinguishes a commit that was torn before it was acknowledged from one that was acknowledged and then damaged.
 * After it, each earlier segment has the line that its number gives, from which a reader knows when it was cut short.
 *
 * <p>The first line is overwritten before the answers are acknowledged, and so survives the end of the process. It is
 * made durable a little later, so that a commit takes only one fsync; a power cut can bring back an older line, which
 * then promises less than was acknowledged, never more. The line of an earlier segment is durable before the next
 * segment is begun.
 *
 * <p>For one thread at a time: the one that commits, and before that the one that opens the store.
 */
final class Acknowledged implements Closeable {

    /** A place up to which everything was acknowledged. */
    record Mark(int segment, long length) {}

    /**
     * What the file records, as far as its lines are complete.
     *
     * @param mark the first line
     * @param ends where each earlier segment ended when the next one was about to be begun; it may have grown since
     */
    record Lines(Optional<Mark> mark, Map<Integer, Long> ends) {

        /** The last segment that must have existed, or 0. */
        int lastSegment() {
            int last = mark.map(Mark::segment).orElse(0);
            for (int number : ends.keySet()) {
                last = Math.max(last, number);
            }
            return last;
        }

        /** Where this segment ended, at least, or 0. */
        long end(int number) {
            long end = ends.getOrDefault(number, 0L);
            return mark.isPresent() && mark.get().segment() == number
                    ? Math.max(end, mark.get().length())
                    : end;
        }

        /**
         * Up to where this segment, the last one that exists, was acknowledged: a length, {@link #ALL} or {@link
         * #UNKNOWN}.
         */
        long acknowledged(int number) {
            if (number < lastSegment()) {
                return ALL;
            }
            long end = end(number);
            return mark.isEmpty() && end == 0 ? UNKNOWN : end;
        }
    }

    /**
     * Instead of a length: everything that the segment contains, whatever its length, as for a segment that others
     * follow.
     */
    static final long ALL = Long.MAX_VALUE;

    /**
     * Instead of a length: not known. Everything may have been acknowledged, except zeros at the end of a segment,
     * which were written ahead.
     */
    static final long UNKNOWN = Long.MAX_VALUE - 1;

    static final String FILE = "acknowledged";

    private static final int SEGMENT_DIGITS = 8;
    private static final int LENGTH_DIGITS = 19;
    private static final int CHECKSUM_DIGITS = 8;
    private static final int LINE = SEGMENT_DIGITS + 1 + LENGTH_DIGITS + 1 + CHECKSUM_DIGITS + 1;

    private final Path folder;
    private final Disk disk;
    private Disk.@Nullable WritableFile file;
    private boolean isPrepared;

    Acknowledged(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** What the file records; nothing if there is no file. */
    Lines read() throws IOException {
        String text = text();
        Map<Integer, Long> ends = new TreeMap<>();
        for (int number = 1; number * LINE < text.length(); number++) {
            Optional<Mark> mark = mark(text, number);
            if (mark.isPresent() && mark.get().segment() == number) {
                ends.put(number, mark.get().length());
            }
        }
        return new Lines(mark(text, 0), ends);
    }

    private String text() throws IOException {
        try {
            return Files.readString(folder.resolve(FILE), StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        } catch (IOException e) {
            throw new IOException(
                    folder.resolve(FILE) + " cannot be read: " + e.getMessage()
                            + ", expected the lines that say up to where answers were acknowledged",
                    e);
        }
    }

    private static Optional<Mark> mark(String text, int number) {
        int from = Math.min(number * LINE, text.length());
        String line = text.substring(from, Math.min(from + LINE, text.length())).strip();
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].matches("[0-9]{1,8}") && words[1].matches("[0-9]{19}")) {
            Mark mark = new Mark(Integer.parseInt(words[0]), Long.parseLong(words[1]));
            return new String(line(mark), StandardCharsets.US_ASCII).strip().equals(line)
                    ? Optional.of(mark)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Writes a first line durably, so that writing it later needs no more space, and a power cut leaves a line. */
    void prepare(Mark mark) throws IOException {
        if (!isPrepared) {
            write(mark);
            force();
            isPrepared = true;
        }
    }

    void write(Mark mark) throws IOException {
        write(mark, 0);
    }

    /** Records where a segment ends; once this was forced, the next one may be begun. */
    void writeEnd(Mark mark) throws IOException {
        write(mark, (long) mark.segment() * LINE);
    }

    private void write(Mark mark, long at) throws IOException {
        Disk.WritableFile open = file;
        if (open == null) {
            open = disk.open(folder.resolve(FILE));
            file = open;
        }
        open.write(ByteBuffer.wrap(line(mark)), at);
    }

    void force() throws IOException {
        if (file != null) {
            file.force();
        }
    }

    /** Each commit writes a line: formatting it by a pattern would take a hundred times as long as this. */
    private static byte[] line(Mark mark) {
        CRC32C crc = new CRC32C();
        crc.update((mark.segment() + " " + mark.length()).getBytes(StandardCharsets.US_ASCII));
        byte[] line = new byte[LINE];
        Arrays.fill(line, (byte) ' ');
        digits(line, 0, SEGMENT_DIGITS, 10, mark.segment());
        digits(line, SEGMENT_DIGITS + 1, LENGTH_DIGITS, 10, mark.length());
        digits(line, SEGMENT_DIGITS + 1 + LENGTH_DIGITS + 1, CHECKSUM_DIGITS, 16, crc.getValue());
        line[LINE - 1] = '\n';
        return line;
    }

    private static void digits(byte[] line, int at, int count, int radix, long number) {
        long left = number;
        for (int i = at + count - 1; i >= at; i--) {
            line[i] = (byte) Character.forDigit((int) (left % radix), radix);
            left /= radix;
        }
    }

    @Override
    public void close() throws IOException {
        Disk.WritableFile open = file;
        if (open != null) {
            file = null;
            try (open) {
                open.force();
            }
        }
    }
}
