package dev.limpid.server.storage.segment;

import java.nio.file.Path;

/**
 * What is wrong with the segments of a week: answers that were acknowledged and cannot be read, or bytes where no
 * answers were acknowledged. Its text is the sentence that an operator reads.
 */
public sealed interface DamagedRange {

    /**
     * A part of a segment that contains no complete frame, although frames were acknowledged there.
     *
     * @param from its first byte
     * @param to the byte after it
     */
    record Unreadable(Path file, long from, long to) implements DamagedRange {
        @Override
        public String toString() {
            return file + ": corrupt at byte " + from + ": found no whole frame of answers up to byte " + to
                    + ", expected those that were acknowledged; the bytes are kept";
        }
    }

    /**
     * Several segments in a row that do not exist: one finding, however many, since a single stray file with a high
     * number makes all before it look missing.
     */
    record MissingRow(Path first, Path last, int count) implements DamagedRange {
        @Override
        public String toString() {
            return first + " to " + last.getFileName() + ": answers that were acknowledged are missing: none of these "
                    + count + " segments exists, expected all of them, since one with a higher number exists or was"
                    + " acknowledged";
        }
    }

    /**
     * What somebody appended to a segment after its end was recorded.
     *
     * @param end where the segment ended
     * @param size where its file ends now
     */
    record AfterTheEnd(Path file, long end, long size) implements DamagedRange {
        @Override
        public String toString() {
            return file + ": found bytes " + end + " to " + size + ", expected none: the segment ended at byte " + end
                    + " when it was full; the bytes are kept and not read";
        }
    }

    /**
     * A segment that ends too early, or does not exist.
     *
     * @param from where it ends; 0 if it does not exist
     */
    record Missing(Path file, long from) implements DamagedRange {
        @Override
        public String toString() {
            return file + ": answers that were acknowledged are missing from byte " + from + " on";
        }
    }
}
