package dev.limpid.countfile;

import dev.limpid.counter.file.CountFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Checks and reads the bytes of one count file. Strict: refuses whatever spec/count-file.md does not allow, in time and
 * memory limited by the file's length. For one thread at a time.
 */
final class CountFileParser {
    /** The beginning of a file in any version of the format. */
    private static final String MAGIC_STEM = "# telemetry/counter file v";

    private final Path file;
    private final byte[] bytes;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private final boolean decode;
    private int table;
    private int first;
    private int limit;
    private int visited;

    private CountFileParser(Path file, byte[] bytes, boolean decode) {
        this.file = file;
        this.bytes = bytes;
        this.decode = decode;
    }

    /**
     * Parses the file.
     *
     * @param decode whether to resolve ditto marks in the names of stacks
     */
    static CountFileContents parse(Path file, byte[] bytes, boolean decode) throws CorruptCountFileException {
        CountFileParser parser = new CountFileParser(file, bytes, decode);
        SortedMap<String, String> metadata = parser.header();
        parser.records();
        return new CountFileContents(metadata, parser.counts);
    }

    private SortedMap<String, String> header() throws CorruptCountFileException {
        require(bytes.length >= CountFormat.METADATA, 0, bytes.length + " bytes", "a header and its tables");
        String magic = new String(bytes, 0, CountFormat.MAGIC_LENGTH, StandardCharsets.ISO_8859_1);
        if (!magic.equals(CountFormat.MAGIC_TEXT)) {
            boolean newer = magic.startsWith(MAGIC_STEM);
            throw corrupt(
                    0, newer ? "another version of the format" : "another kind of file", "version 1 of the format");
        }
        int length = int32(CountFormat.HEADER_LENGTH);
        require(
                length % CountFormat.UNIT == 0
                        && length > CountFormat.METADATA
                        && length
                                <= CountFormat.roundUp(
                                        CountFormat.METADATA + CountFormat.MAX_METADATA, CountFormat.UNIT),
                CountFormat.HEADER_LENGTH,
                "a header of " + length + " bytes",
                "a multiple of 32 up to 544");
        table = length;
        first = CountFormat.roundUp(table + CountFormat.RECORDS, CountFormat.UNIT);
        require(bytes.length >= first, bytes.length, "the end of the file", "tables up to byte " + first);
        return Metadata.parse(file, bytes, CountFormat.METADATA, length, CountFormat.METADATA);
    }

    private void records() throws CorruptCountFileException {
        limit = int32(table + CountFormat.LIMIT);
        require(
                limit == 0 || (limit >= first && limit <= bytes.length && limit % CountFormat.UNIT == 0),
                table,
                "records up to byte " + Integer.toUnsignedString(limit),
                "0, or a multiple of 32 from " + first + " to " + bytes.length);
        for (int chain = 0; chain < CountFormat.CHAINS; chain++) {
            int pointer = table + CountFormat.HEADS + chain * Integer.BYTES;
            for (int record = int32(pointer); record != 0; record = int32(pointer)) {
                pointer = record(chain, record, pointer);
            }
        }
    }

    /** Reads a record and returns the offset of its pointer to the next one. */
    private int record(int chain, int record, int pointer) throws CorruptCountFileException {
        require(
                record >= first && record < limit && record % CountFormat.UNIT == 0,
                pointer,
                "chain " + chain + " points at " + Integer.toUnsignedString(record),
                "a multiple of 32 from " + first + " to below " + Integer.toUnsignedString(limit));
        // Records have at least 32 bytes: more visits than this mean that the chain is circular.
        require(
                visited++ < (limit - first) / CountFormat.UNIT,
                pointer,
                "chain " + chain + " runs in a circle",
                "an end");
        int length = int32(record + CountFormat.NAME_LENGTH) ^ CountFormat.NAME_MARK;
        require(
                length > 0 && length <= CountFormat.MAX_NAME,
                record + CountFormat.NAME_LENGTH,
                "the name length 0x" + Integer.toHexString(length ^ CountFormat.NAME_MARK),
                "1 to 4096 with 0xff in the highest byte");
        int name = record + CountFormat.NAME;
        require(name + length <= limit, name, "a name of " + length + " bytes", "an end before byte " + limit);
        int home = CountFormat.chain(bytes, name, length);
        require(home == chain, name, "a name of chain " + home + " in chain " + chain, "only names with its hash");
        String text = Metadata.text(file, bytes, name, length, name);
        long count = CountFormat.getLong(bytes, record + CountFormat.COUNT);
        Long before = counts.put(decode ? StackNameDecoder.decode(text) : text, count);
        require(before == null, name, "a second record of the same name", "each name once");
        return record + CountFormat.NEXT;
    }

    private int int32(int at) {
        return CountFormat.getInt(bytes, at);
    }

    private void require(boolean holds, int at, String found, String expected) throws CorruptCountFileException {
        if (!holds) {
            throw corrupt(at, found, expected);
        }
    }

    private CorruptCountFileException corrupt(int at, String found, String expected) {
        return new CorruptCountFileException(file, at, found, expected);
    }
}
