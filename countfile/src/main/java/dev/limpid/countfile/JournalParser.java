package dev.limpid.countfile;

import dev.limpid.counter.file.CountFormat;
import dev.limpid.counter.file.Journal;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of one journal: every complete frame, and nothing of a torn one. For one thread at a time. */
final class JournalParser {
    private final Path file;
    private final byte[] bytes;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final boolean decode;
    private @Nullable SortedMap<String, String> metadata;

    private JournalParser(Path file, byte[] bytes, boolean decode) {
        this.file = file;
        this.bytes = bytes;
        this.decode = decode;
    }

    /**
     * Parses the journal; null if not even its metadata was written completely.
     *
     * @param decode whether to resolve ditto marks in the names of stacks
     */
    static @Nullable CountFileContents parse(Path file, byte[] bytes, boolean decode) throws CorruptCountFileException {
        JournalParser parser = new JournalParser(file, bytes, decode);
        parser.frames();
        return parser.metadata == null ? null : new CountFileContents(parser.metadata, parser.counts);
    }

    private void frames() throws CorruptCountFileException {
        int at = 0;
        while (at + Journal.BODY <= bytes.length) {
            int length = Journal.wholeFrame(bytes, at);
            if (length < 0) {
                at++;
                continue;
            }
            int body = at + Journal.BODY;
            if (CountFormat.getInt(bytes, at) == Journal.COUNTS_MAGIC) {
                entries(body, body + length);
            } else if (metadata == null) {
                metadata = Metadata.parse(file, bytes, body, body + length, body);
            }
            at = body + length;
        }
    }

    private void entries(int start, int end) throws CorruptCountFileException {
        int at = start;
        while (at < end) {
            int length = Journal.nameLength(bytes, at, end);
            if (length < 0) {
                throw new CorruptCountFileException(
                        file, at, "a malformed entry", "one with a name of 1 to 4096 bytes within its frame");
            }
            String name = Metadata.text(file, bytes, at + Journal.ENTRY_NAME, length, at + Journal.ENTRY_NAME);
            counts.merge(
                    decode ? StackNameDecoder.decode(name) : name,
                    CountFormat.getLong(bytes, at),
                    CountFormat::saturatingAdd);
            at += Journal.ENTRY_NAME + length;
        }
    }
}
