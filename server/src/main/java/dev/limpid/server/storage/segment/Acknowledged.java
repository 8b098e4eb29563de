package dev.limpid.server.storage.segment;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Up to where a week's answers were acknowledged, as a small file next to its segments records it: lines of equal
 * length, as far as they are complete. The first line is about the segment that grows. It distinguishes a commit that was
 * torn before it was acknowledged from one that was acknowledged and then damaged. After it, each earlier segment has the
 * line that its number gives, from which a reader knows when it was cut short or when something was appended.
 *
 * <pre>
 *   +0  segment's number  8   decimal
 *   +8  space             1
 *   +9  length           19   decimal
 *  +28  space             1
 *  +29  checksum          8   CRC-32C of "number length" without leading zeros, hexadecimal
 *  +37  line feed         1
 * </pre>
 *
 * @param first the first line
 * @param ends where each earlier segment ended when the next one was about to be begun, by its number; a segment with
 *     such a line is never written again
 */
public record Acknowledged(Optional<Mark> first, Map<Integer, Long> ends) {

    /** A place up to which everything was acknowledged. */
    public record Mark(int segment, long length) {

        /** Where the line is that this segment has as an earlier one. */
        public long place() {
            return (long) segment * LINE;
        }

        /**
         * The mark as a line of the file. Each commit writes one: formatting it by a pattern would take a hundred times
         * as long as this.
         */
        public byte[] line() {
            CRC32C crc = new CRC32C();
            crc.update((segment + " " + length).getBytes(StandardCharsets.US_ASCII));
            byte[] line = new byte[LINE];
            Arrays.fill(line, (byte) ' ');
            digits(line, 0, SEGMENT_DIGITS, 10, segment);
            digits(line, SEGMENT_DIGITS + 1, LENGTH_DIGITS, 10, length);
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
    }

    /**
     * Instead of a length: everything that the segment contains, whatever its length, as for a segment that others
     * follow.
     */
    public static final long ALL = Long.MAX_VALUE;

    /**
     * Instead of a length: not known. Everything may have been acknowledged, except zeros at the end of a segment,
     * which were written ahead.
     */
    public static final long UNKNOWN = Long.MAX_VALUE - 1;

    /** The file's name in the folder of a week. */
    public static final String FILE = "acknowledged";

    private static final int SEGMENT_DIGITS = 8;
    private static final int LENGTH_DIGITS = 19;
    private static final int CHECKSUM_DIGITS = 8;
    private static final int LINE = SEGMENT_DIGITS + 1 + LENGTH_DIGITS + 1 + CHECKSUM_DIGITS + 1;

    public Acknowledged {
        ends = Map.copyOf(ends);
    }

    /**
     * What the file in this folder records; nothing if there is no file. It reads one line after another, and none about
     * more segments than there can be.
     */
    public static Acknowledged read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            Optional<Mark> first = mark(in.readNBytes(LINE));
            Map<Integer, Long> ends = new HashMap<>();
            byte[] line = in.readNBytes(LINE);
            for (int number = 1; number <= SegmentFiles.MOST && line.length > 0; number++) {
                Optional<Mark> mark = mark(line);
                if (mark.isPresent() && mark.get().segment() == number) {
                    ends.put(number, mark.get().length());
                }
                line = in.readNBytes(LINE);
            }
            return new Acknowledged(first, ends);
        } catch (NoSuchFileException e) {
            return new Acknowledged(Optional.empty(), Map.of());
        } catch (IOException e) {
            throw new IOException(
                    file + " cannot be read: " + e.getMessage()
                            + ", expected the lines that say up to where answers were acknowledged",
                    e);
        }
    }

    private static Optional<Mark> mark(byte[] bytes) {
        if (bytes.length == 0 || bytes[0] == 0) {
            return Optional.empty(); // quickly, since a line that was never written is zeros
        }
        String line = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        String[] words = line.split(" ", -1);
        if (words.length == 3 && words[0].matches("[0-9]{1,8}") && words[1].matches("[0-9]{19}")) {
            Mark mark = new Mark(Integer.parseInt(words[0]), Long.parseLong(words[1]));
            return new String(mark.line(), StandardCharsets.US_ASCII).strip().equals(line)
                    ? Optional.of(mark)
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** The last segment that must have existed, or 0. */
    public int lastSegment() {
        int last = first.map(Mark::segment).orElse(0);
        for (int number : ends.keySet()) {
            last = Math.max(last, number);
        }
        return last;
    }

    /** Whether this segment has a line of its own, so that nothing was written to it after that. */
    public boolean isEnded(int number) {
        return ends.containsKey(number);
    }

    /** Up to where this segment may be read: nothing that is after the end that its own line gives was acknowledged. */
    public long most(int number) {
        return ends.getOrDefault(number, Long.MAX_VALUE);
    }

    /** Where this segment ended, at least, or 0. */
    public long end(int number) {
        long end = ends.getOrDefault(number, 0L);
        return first.isPresent() && first.get().segment() == number
                ? Math.max(end, first.get().length())
                : end;
    }

    /**
     * Up to where this segment, the last one that exists, was acknowledged: a length, {@link #ALL} or {@link #UNKNOWN}.
     */
    public long until(int number) {
        if (number < lastSegment()) {
            return ALL;
        }
        long end = end(number);
        return first.isEmpty() && end == 0 ? UNKNOWN : end;
    }
}
