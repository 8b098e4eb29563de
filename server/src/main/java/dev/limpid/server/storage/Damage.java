package dev.limpid.server.storage;

import java.nio.file.Path;

/**
 * A part of a segment that contains no complete frame, although frames were acknowledged there.
 *
 * @param from its first byte
 * @param to the byte after it; the same as {@code from} if what was there is missing
 */
record Damage(Path file, long from, long to) {

    @Override
    public String toString() {
        return from == to
                ? file + ": answers that were acknowledged are missing from byte " + from + " on"
                : file + ": corrupt at byte " + from + ": found no whole frame of answers up to byte " + to
                        + ", expected those that were acknowledged; the bytes are kept";
    }
}
