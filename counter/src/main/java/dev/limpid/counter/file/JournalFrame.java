package dev.limpid.counter.file;

import java.util.Arrays;

/** Builds frames of a journal in one buffer. Not thread-safe. */
public final class JournalFrame {
    private byte[] bytes = new byte[512];
    private int length;
    private int start = -1;

    /** Adds a frame that says whose counts these are. */
    public void metadata(CountFileHeader header) {
        finish();
        byte[] text = header.metadata();
        int body = open(JournalFormat.METADATA_MAGIC, text.length);
        System.arraycopy(text, 0, bytes, body, text.length);
        length += text.length;
        finish();
    }

    /** Adds an entry; opens another frame when it does not fit into this one. */
    public void entry(byte[] name, long delta) {
        int size = JournalFormat.NAME + name.length;
        if (start >= 0 && length - start + size > JournalFormat.MAX_FRAME) {
            finish();
        }
        int at = start < 0 ? open(JournalFormat.COUNTS_MAGIC, size) : reserve(size);
        CountFormat.putLong(bytes, at, delta);
        CountFormat.putInt(bytes, at + JournalFormat.NAME_LENGTH, name.length);
        System.arraycopy(name, 0, bytes, at + JournalFormat.NAME, name.length);
        length += size;
    }

    private int open(int magic, int size) {
        start = length;
        reserve(JournalFormat.BODY + size);
        CountFormat.putInt(bytes, start, magic);
        length += JournalFormat.BODY;
        return length;
    }

    private int reserve(int size) {
        if (length + size > bytes.length) {
            bytes = Arrays.copyOf(bytes, (length + size) * 2);
        }
        return length;
    }

    /** Ends the frame under way; then {@link #bytes} up to {@link #length} are ready to be appended. */
    public void finish() {
        if (start >= 0) {
            int body = start + JournalFormat.BODY;
            CountFormat.putInt(bytes, start + JournalFormat.LENGTH, length - body);
            CountFormat.putInt(bytes, start + JournalFormat.CHECKSUM, CountFormat.fnv(bytes, body, length - body));
            start = -1;
        }
    }

    /** The buffer. */
    public byte[] bytes() {
        return bytes;
    }

    /** How much of the buffer is used. */
    public int length() {
        return length;
    }
}
