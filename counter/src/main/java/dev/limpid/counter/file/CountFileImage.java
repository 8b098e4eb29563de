package dev.limpid.counter.file;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;

/** The bytes of a whole count file that nobody maps: one that is written at once. */
final class CountFileImage {
    private final int table;
    private byte[] bytes;
    private int limit;

    private CountFileImage(int table, byte[] bytes) {
        this.table = table;
        this.bytes = bytes;
    }

    /**
     * A count file of these lines and counts.
     *
     * @throws CorruptCountFileException if the metadata is too long
     */
    static byte[] of(Path file, SortedMap<String, String> metadata, Map<String, Long> counts)
            throws CorruptCountFileException {
        StringBuilder lines = new StringBuilder();
        metadata.forEach(
                (key, value) -> lines.append(key).append(": ").append(value).append('\n'));
        byte[] text = lines.append('\n').toString().getBytes(StandardCharsets.UTF_8);
        if (text.length > CountFormat.MAX_METADATA) {
            throw new CorruptCountFileException(
                    file,
                    CountFormat.METADATA,
                    text.length + " bytes of metadata",
                    "at most " + CountFormat.MAX_METADATA);
        }
        int table = CountFormat.roundUp(CountFormat.METADATA + text.length, CountFormat.UNIT);
        byte[] page = new byte[CountFormat.PAGE];
        byte[] magic = CountFormat.MAGIC_TEXT.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(magic, 0, page, 0, magic.length);
        Journal.putInt(page, CountFormat.HEADER_LENGTH, table);
        System.arraycopy(text, 0, page, CountFormat.METADATA, text.length);
        CountFileImage image = new CountFileImage(table, page);
        counts.forEach(image::add);
        Journal.putInt(image.bytes, table + CountFormat.LIMIT, image.limit);
        return image.bytes;
    }

    private void add(String name, long count) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        int size = CountFormat.roundUp(CountFormat.NAME + utf8.length, CountFormat.UNIT);
        int record = limit == 0 ? CountFormat.roundUp(table + CountFormat.RECORDS, CountFormat.UNIT) : limit;
        if ((record + size) / CountFormat.PAGE != record / CountFormat.PAGE) {
            record = CountFormat.roundUp(record, CountFormat.PAGE);
        }
        limit = record + size;
        if (limit >= bytes.length) {
            bytes = Arrays.copyOf(bytes, CountFormat.roundUp(limit + 1, CountFormat.PAGE));
        }
        int head = table + CountFormat.HEADS + CountFormat.chain(utf8, 0, utf8.length) * Integer.BYTES;
        Journal.putLong(bytes, record + CountFormat.COUNT, count);
        Journal.putInt(bytes, record + CountFormat.NAME_LENGTH, utf8.length | CountFormat.NAME_MARK);
        Journal.putInt(bytes, record + CountFormat.NEXT, CountFormat.getInt(bytes, head));
        System.arraycopy(utf8, 0, bytes, record + CountFormat.NAME, utf8.length);
        Journal.putInt(bytes, head, record);
    }
}
