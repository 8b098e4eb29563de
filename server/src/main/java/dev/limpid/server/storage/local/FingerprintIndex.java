package dev.limpid.server.storage.local;

import dev.limpid.server.storage.segment.Fingerprint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The fingerprints of a week. The index is stored in mapped files, not on the heap, so that memory does not grow with
 * the number of answers; the files are only derived data, and are created again from the segments with the first
 * answer to the week after opening. Extendible hashing (Fagin and others, 1979): a page that is nearly full splits in two, nothing else moves, so
 * no insert ever takes long.
 *
 * <pre>
 * page, 4096 bytes:
 *   +0  count       4
 *   +4  depth       4   how many low bits of their hashes all entries share
 *  +16  slots      16   each: high, low; both 0 in a free slot
 * directory, in a file next to it:
 *   +4n page        4   the page of the hashes whose low bits are n
 * </pre>
 * In its page an entry is in the slot that its low half determines, or in one of the next: so a lookup reads a few
 * adjacent entries of a page, and not all of it. Mutable; one thread at a time.
 */
final class FingerprintIndex implements AutoCloseable {

    private static final int PAGE = 4096;
    private static final int COUNT = 0;
    private static final int DEPTH = 4;
    private static final int ENTRIES = 16;
    private static final int SLOTS = (PAGE - ENTRIES) / Fingerprint.BYTES;
    /** A page has at most this many entries, so that free slots are near. */
    private static final int CAPACITY = SLOTS * 7 / 8;
    /** Many weeks are small, so the file begins small. */
    private static final int FIRST_CHUNK_PAGES = 16;

    private static final int CHUNK_PAGES = 1024;
    private static final int FIRST_PLACES = 1024;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(1 << 16).asReadOnlyBuffer();

    private final Disk disk;
    private final Path file;
    private final FileChannel channel;
    private final Path directoryFile;
    private final FileChannel directoryChannel;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    /** The entries of a page that is being split. */
    private final long[] moving = new long[2 * CAPACITY];

    private IntBuffer directory;
    private int directoryDepth;
    private int pages;
    private long size;

    FingerprintIndex(Path file, Disk disk) throws IOException {
        this.disk = disk;
        this.file = file;
        this.channel = createEmpty(file);
        this.directoryFile = file.resolveSibling(file.getFileName() + ".directory");
        this.directoryChannel = createEmpty(directoryFile);
        try {
            this.directory = directory(FIRST_PLACES);
            newPage(0);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private static FileChannel createEmpty(Path file) throws IOException {
        Files.deleteIfExists(file);
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The directory with this many places; existing places keep their content. */
    private IntBuffer directory(int places) throws IOException {
        makeRoom(directoryFile, (long) places * Integer.BYTES);
        return directoryChannel
                .map(FileChannel.MapMode.READ_WRITE, 0, (long) places * Integer.BYTES)
                .asIntBuffer();
    }

    /**
     * Extends a file to this length by writing zeros: if a mapped file has no blocks and the disk is full, the first
     * access would cause an error in the process.
     *
     * @throws IOException if the disk has no room for it
     */
    private void makeRoom(Path grows, long length) throws IOException {
        try (Disk.WritableFile made = disk.open(grows)) {
            for (long at = made.size(); at < length; ) {
                ByteBuffer zeros = ZEROS.duplicate();
                zeros.limit((int) Math.min(zeros.capacity(), length - at));
                int more = zeros.remaining();
                made.write(zeros, at);
                at += more;
            }
        }
    }

    long size() {
        return size;
    }

    boolean contains(Fingerprint fingerprint) {
        int number = pageOf(fingerprint);
        ByteBuffer chunk = chunk(number);
        int at = place(chunk, base(number), fingerprint.high(), low(fingerprint));
        return !isFree(chunk, at);
    }

    /** Where the fingerprint is stored, or would be stored. */
    private static int place(ByteBuffer chunk, int base, long high, long low) {
        int slot = (int) (((low >>> Integer.SIZE) * SLOTS) >>> Integer.SIZE);
        while (true) {
            int at = base + ENTRIES + slot * Fingerprint.BYTES;
            if (isFree(chunk, at) || (chunk.getLong(at) == high && chunk.getLong(at + Long.BYTES) == low)) {
                return at;
            }
            slot = slot + 1 == SLOTS ? 0 : slot + 1;
        }
    }

    private static boolean isFree(ByteBuffer chunk, int at) {
        return chunk.getLong(at) == 0 && chunk.getLong(at + Long.BYTES) == 0;
    }

    /** The low half; the only fingerprint that would look like a free slot is replaced by its neighbour. */
    private static long low(Fingerprint fingerprint) {
        return fingerprint.high() == 0 && fingerprint.low() == 0 ? 1 : fingerprint.low();
    }

    /** Adds a fingerprint that is not there yet. */
    void add(Fingerprint fingerprint) throws IOException {
        int number = pageOf(fingerprint);
        while (chunk(number).getInt(base(number) + COUNT) == CAPACITY) {
            split(number);
            number = pageOf(fingerprint);
        }
        put(number, fingerprint.high(), low(fingerprint));
        size++;
    }

    private void split(int number) throws IOException {
        ByteBuffer chunk = chunk(number);
        int base = base(number);
        int depth = chunk.getInt(base + DEPTH);
        if (depth == directoryDepth) {
            int places = 1 << directoryDepth;
            if (directory.capacity() < 2 * places) {
                directory = directory(2 * places);
            }
            directory.put(places, directory, 0, places);
            directoryDepth++;
        }
        int sibling = newPage(depth + 1);
        int bit = 1 << depth;
        int entries = take(chunk, base);
        int shared = (int) moving[0] & (bit - 1);
        chunk.putInt(base + DEPTH, depth + 1);
        for (int place = shared | bit; place < 1 << directoryDepth; place += 2 * bit) {
            directory.put(place, sibling);
        }
        for (int i = 0; i < entries; i++) {
            long high = moving[2 * i];
            put((high & bit) == 0 ? number : sibling, high, moving[2 * i + 1]);
        }
    }

    /** Takes all entries out of a page, and returns how many they were. */
    private int take(ByteBuffer chunk, int base) {
        int entries = 0;
        for (int at = base + ENTRIES; at < base + PAGE; at += Fingerprint.BYTES) {
            if (!isFree(chunk, at)) {
                moving[2 * entries] = chunk.getLong(at);
                moving[2 * entries + 1] = chunk.getLong(at + Long.BYTES);
                entries++;
                chunk.putLong(at, 0).putLong(at + Long.BYTES, 0);
            }
        }
        chunk.putInt(base + COUNT, 0);
        return entries;
    }

    private void put(int number, long high, long low) {
        ByteBuffer chunk = chunk(number);
        int base = base(number);
        int at = place(chunk, base, high, low);
        chunk.putLong(at, high).putLong(at + Long.BYTES, low);
        chunk.putInt(base + COUNT, chunk.getInt(base + COUNT) + 1);
    }

    private int pageOf(Fingerprint fingerprint) {
        return directory.get((int) (fingerprint.high() & ((1L << directoryDepth) - 1)));
    }

    private int newPage(int depth) throws IOException {
        int number = pages;
        if (number == 0) {
            makeRoom(file, (long) FIRST_CHUNK_PAGES * PAGE);
            chunks.add(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) FIRST_CHUNK_PAGES * PAGE));
        } else if (number >= FIRST_CHUNK_PAGES && (number - FIRST_CHUNK_PAGES) % CHUNK_PAGES == 0) {
            makeRoom(file, (long) (number + CHUNK_PAGES) * PAGE);
            chunks.add(channel.map(FileChannel.MapMode.READ_WRITE, (long) number * PAGE, (long) CHUNK_PAGES * PAGE));
        }
        pages++;
        chunk(number).putInt(base(number) + COUNT, 0).putInt(base(number) + DEPTH, depth);
        return number;
    }

    private ByteBuffer chunk(int number) {
        return chunks.get(number < FIRST_CHUNK_PAGES ? 0 : 1 + (number - FIRST_CHUNK_PAGES) / CHUNK_PAGES);
    }

    private static int base(int number) {
        return (number < FIRST_CHUNK_PAGES ? number : (number - FIRST_CHUNK_PAGES) % CHUNK_PAGES) * PAGE;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        directoryChannel.close();
        try {
            Files.deleteIfExists(file);
            Files.deleteIfExists(directoryFile);
        } catch (IOException stillMapped) {
            // On Windows the files stay until the mapping is collected; opening the week deletes them.
        }
    }
}
