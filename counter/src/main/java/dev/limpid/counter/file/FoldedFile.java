package dev.limpid.counter.file;

import java.io.IOException;
import java.util.Arrays;

/** The bytes of a folded file: a count file that nobody maps. Counts are added in memory, and the whole is written. */
final class FoldedFile {
    private final int table;
    private byte[] bytes;

    /** Without counts, if there are no bytes of one before. */
    FoldedFile(byte[] header, byte[] before) {
        table = header.length;
        bytes = before.length == 0 ? new byte[CountFormat.PAGE] : before;
    }

    /** The file as it is to be written. */
    byte[] bytes(byte[] header) {
        System.arraycopy(header, 0, bytes, 0, table);
        return bytes;
    }

    /** Adds to the count of this name, which has so many bytes from there on. */
    void add(byte[] from, int name, int length, long events) throws IOException {
        int head = table + CountFormat.HEADS + CountFormat.chain(from, name, length) * Integer.BYTES;
        int record = CountFormat.getInt(bytes, head);
        for (int steps = 0; record != 0; record = CountFormat.getInt(bytes, record + CountFormat.NEXT)) {
            if (steps++ > bytes.length / CountFormat.UNIT) {
                throw new IOException("the chain at byte " + head + " of the folded file runs in a circle");
            }
            int at = record + CountFormat.NAME;
            if (CountFormat.getInt(bytes, record + CountFormat.NAME_LENGTH) == (length | CountFormat.NAME_MARK)
                    && Arrays.equals(bytes, at, at + length, from, name, name + length)) {
                long sum = CountFormat.saturatingAdd(CountFormat.getLong(bytes, record), events);
                Journal.putLong(bytes, record, sum);
                return;
            }
        }
        record = reserve(CountFormat.roundUp(CountFormat.NAME + length, CountFormat.UNIT));
        Journal.putLong(bytes, record, events);
        Journal.putInt(bytes, record + CountFormat.NAME_LENGTH, length | CountFormat.NAME_MARK);
        Journal.putInt(bytes, record + CountFormat.NEXT, CountFormat.getInt(bytes, head));
        System.arraycopy(from, name, bytes, record + CountFormat.NAME, length);
        Journal.putInt(bytes, head, record);
    }

    private int reserve(int size) {
        int limit = CountFormat.getInt(bytes, table);
        int record = limit == 0 ? CountFormat.roundUp(table + CountFormat.RECORDS, CountFormat.UNIT) : limit;
        if ((record + size) / CountFormat.PAGE != record / CountFormat.PAGE) {
            record = CountFormat.roundUp(record, CountFormat.PAGE);
        }
        Journal.putInt(bytes, table, record + size);
        if (record + size >= bytes.length) {
            bytes = Arrays.copyOf(bytes, CountFormat.roundUp(record + size + 1, CountFormat.PAGE));
        }
        return record;
    }
}
