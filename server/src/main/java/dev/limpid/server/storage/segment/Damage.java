package dev.limpid.server.storage.segment;

import java.nio.file.Path;

/** Answers that were acknowledged and cannot be read. Its text is the sentence that an operator reads. */
public sealed interface Damage {

    /**
     * A part of a segment that contains no complete frame, although frames were acknowledged there.
     *
     * @param from its first byte
     * @param to the byte after it
     */
    record Unreadable(Path file, long from, long to) implements Damage {
        @Override
        public String toString() {
            return file + ": corrupt at byte " + from + ": found no whole frame of answers up to byte " + to
                    + ", expected those that were acknowledged; the bytes are kept";
        }
    }

    /**
     * A segment that ends too early, or does not exist.
     *
     * @param from where it ends; 0 if it does not exist
     */
    record Missing(Path file, long from) implements Damage {
        @Override
        public String toString() {
            return file + ": answers that were acknowledged are missing from byte " + from + " on";
        }
    }
}
