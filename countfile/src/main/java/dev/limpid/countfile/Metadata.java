package dev.limpid.countfile;

import dev.limpid.counter.file.CountFormat;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.SortedMap;
import java.util.TreeMap;

/** The lines {@code Key: value} at the head of a count file and in a journal's first frame. */
final class Metadata {
    private static final String[][] NEEDED = {
        {"TimeBegin"},
        {"TimeEnd"},
        {"Program"},
        {"Version"},
        {"Runtime", "GoVersion"},
        {"OS", "GOOS"},
        {"Arch", "GOARCH"}
    };

    private Metadata() {}

    /**
     * Reads the lines in {@code bytes[start, end)}.
     *
     * @param at the offset of {@code start} in the file
     */
    static SortedMap<String, String> parse(Path file, byte[] bytes, int start, int end, long at)
            throws CorruptCountFileException {
        SortedMap<String, String> metadata = new TreeMap<>();
        int line = start;
        while (true) {
            int stop = line;
            while (stop < end && bytes[stop] != '\n') {
                stop++;
            }
            if (stop == end) {
                throw new CorruptCountFileException(
                        file, at + line - start, "metadata that does not end", "an empty line after the last key");
            }
            if (stop == line) {
                break;
            }
            addLine(metadata, file, bytes, line, stop, at + line - start);
            line = stop + 1;
        }
        if (line - start > CountFormat.MAX_METADATA) {
            throw new CorruptCountFileException(
                    file, at, (line - start) + " bytes of metadata", "at most " + CountFormat.MAX_METADATA);
        }
        check(metadata, file, at);
        return metadata;
    }

    private static void addLine(
            SortedMap<String, String> metadata, Path file, byte[] bytes, int start, int end, long at)
            throws CorruptCountFileException {
        String text = text(file, bytes, start, end - start, at);
        int colon = text.indexOf(": ");
        if (colon <= 0) {
            throw new CorruptCountFileException(file, at, "the line " + quoted(text), "\"Key: value\"");
        }
        String key = text.substring(0, colon);
        if (metadata.put(key, text.substring(colon + 2)) != null) {
            throw new CorruptCountFileException(file, at, "a second line for " + quoted(key), "each key once");
        }
    }

    private static void check(SortedMap<String, String> metadata, Path file, long at) throws CorruptCountFileException {
        for (String[] names : NEEDED) {
            if (!metadata.containsKey(names[0]) && !metadata.containsKey(names[names.length - 1])) {
                throw new CorruptCountFileException(file, at, "no line for " + names[0], "every key of a count file");
            }
        }
        OffsetDateTime begin = time(metadata, "TimeBegin", file, at);
        OffsetDateTime end = time(metadata, "TimeEnd", file, at);
        if (!begin.isBefore(end)) {
            throw new CorruptCountFileException(
                    file, at, "a week from " + begin + " to " + end, "a beginning before its end");
        }
    }

    private static OffsetDateTime time(SortedMap<String, String> metadata, String key, Path file, long at)
            throws CorruptCountFileException {
        String value = metadata.getOrDefault(key, "");
        try {
            return OffsetDateTime.parse(value);
        } catch (DateTimeException e) {
            throw new CorruptCountFileException(file, at, key + " is " + quoted(value), "a time as in RFC 3339");
        }
    }

    /** The bytes as text; anything but well-formed UTF-8 is corruption. */
    static String text(Path file, byte[] bytes, int start, int length, long at) throws CorruptCountFileException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, start, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new CorruptCountFileException(file, at, "bytes that are not UTF-8", "well-formed UTF-8");
        }
    }

    private static String quoted(String text) {
        return '"' + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + '"';
    }
}
