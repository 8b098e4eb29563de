package dev.limpid.counter.file;

import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A count file mapped into memory and shared with all processes that map it. Finds records and allocates them,
 * lock-free among processes. In this process one thread at a time may call, the background writer's. Any thread may call {@link
 * #cutShort}, which is why the end of the mapping and the list of stripes are volatile.
 *
 * <p>Records are written by ordinary writes, not through the mapping: on a full disk an ordinary write fails, while the
 * first access to a mapped hole would be a fault.
 */
public final class MappedFile implements AutoCloseable {
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int ERROR_IS_DELIVERED = 16;

    private final File file;
    private final InUseLock lock;
    private final RandomAccessFile access;
    private final byte[] header;
    private final int table;
    private final int first;
    /**
     * Mapped stretches of the file; no record is in two, since the file grows by whole pages and no record crosses one.
     */
    private final List<ByteBuffer> maps = new ArrayList<>();

    /** Where each stretch begins. */
    private int[] starts = {};

    private volatile long mapped;

    /** Further count files of the same build and week, for words that many threads add to: see {@link #spread}. */
    private volatile MappedFile[] stripes = {};

    /**
     * Identifies the file, even if another file has its name later; the same for all if the system gives no identity.
     */
    private final String key;

    private MappedFile(File file, InUseLock lock, RandomAccessFile access, byte[] header) {
        this.file = file;
        this.key = TelemetryHome.key(file);
        this.lock = lock;
        this.access = access;
        this.header = header;
        this.table = header.length;
        this.first = CountFormat.roundUp(table + CountFormat.RECORDS, CountFormat.UNIT);
    }

    /**
     * Opens and maps the count file, which is in use from then on; creates it if it does not exist, and completes it if
     * the process that created it could not.
     *
     * @param header what the file begins with, as {@link Journal#header} makes it
     * @throws IOException if the file begins differently or is shorter than a page, or if it cannot be created, opened
     *     or mapped
     */
    public static MappedFile open(File file, byte[] header) throws IOException {
        InUseLock lock = InUseLock.share(file);
        RandomAccessFile access = null;
        try {
            if (file.length() < CountFormat.PAGE) {
                NewFile.make(file, header, CountFormat.PAGE, CurrentWeek.chance());
            }
            NewFile.check(file);
            access = new RandomAccessFile(file, "rw");
            checkHeader(file, access, header);
            MappedFile opened = new MappedFile(file, lock, access, header);
            opened.mapUpTo((int) (access.length() / CountFormat.PAGE * CountFormat.PAGE));
            return opened;
        } catch (IOException | RuntimeException | Error e) {
            lock.release();
            if (access != null) {
                access.close();
            }
            throw e;
        }
    }

    private static void checkHeader(File file, RandomAccessFile access, byte[] header) throws IOException {
        long size = access.length();
        if (size < CountFormat.PAGE || size > Integer.MAX_VALUE) {
            throw corrupt(file, size, size + " bytes", "a page or more");
        }
        byte[] found = new byte[header.length];
        access.readFully(found);
        int other = Arrays.mismatch(found, header);
        if (other >= 0) {
            throw corrupt(file, other, "another header", "the header of this build and week");
        }
    }

    /**
     * The word of this name's count; allocates a record if there is none.
     *
     * @throws IOException if the chain that the name belongs to is corrupt, or the file cannot grow
     */
    public MappedWord word(byte[] name) throws IOException {
        int pointer = table + CountFormat.HEADS + CountFormat.chain(name, 0, name.length) * Integer.BYTES;
        int head = getInt(pointer);
        int record = find(name, head, 0);
        if (record == 0) {
            record = allocate(name, pointer, head);
        }
        int stretch = stretch(record + CountFormat.NAME + name.length);
        return new MappedWord(this, maps.get(stretch), record - starts[stretch]);
    }

    /**
     * Gives a word of this file as many stripes as it wants, each in a separate file, since no file may contain a name
     * twice. Missing files are created; all words share them.
     *
     * @throws IOException if one can be neither created nor opened; the word is then unchanged
     */
    public void spread(MappedWord word, byte[] name) throws IOException {
        MappedWord[] all = new MappedWord[word.wantedStripes()];
        all[0] = word;
        for (int i = 1; i < all.length; i++) {
            if (i > stripes.length) {
                String own = file.getPath();
                String stem = own.substring(0, own.length() - CurrentWeek.COUNT_FILE.length());
                MappedFile[] more = Arrays.copyOf(stripes, i);
                more[i - 1] = open(new File(stem + CurrentWeek.STRIPE + i + CurrentWeek.COUNT_FILE), header);
                stripes = more;
            }
            all[i] = stripes[i - 1].word(name);
        }
        word.spread(all);
    }

    /** The record of this name between {@code from} and {@code until} (0 = the chain's end), or 0. */
    private int find(byte[] name, int from, int until) throws IOException {
        int steps = 0;
        for (int record = from; record != until; record = getInt(record + CountFormat.NEXT)) {
            int most = getInt(table + CountFormat.LIMIT) / CountFormat.UNIT;
            if (record < first || record % CountFormat.UNIT != 0 || steps++ > most) {
                throw corrupt(file, record & 0xffffffffL, "a chain that leads here", "records from " + first);
            }
            int length = getInt(record + CountFormat.NAME_LENGTH) ^ CountFormat.NAME_MARK;
            if (length == name.length && holds(record + CountFormat.NAME, name)) {
                return record;
            }
        }
        return 0;
    }

    private boolean holds(int at, byte[] name) throws IOException {
        int stretch = stretch(at + name.length);
        for (int i = 0; i < name.length; i++) {
            if (maps.get(stretch).get(at - starts[stretch] + i) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private int allocate(byte[] name, int pointer, int head) throws IOException {
        int record = reserve(CountFormat.roundUp(CountFormat.NAME + name.length, CountFormat.UNIT));
        int chainHead = head;
        while (true) {
            write(record, name, chainHead);
            // Only a complete record may be found, so the chain is updated last.
            if (compareAndSet(pointer, chainHead, record)) {
                return record;
            }
            int newHead = getInt(pointer);
            int winner = find(name, newHead, chainHead);
            if (winner != 0) {
                write(record, name, CountFormat.DEAD);
                return winner;
            }
            chainHead = newHead;
        }
    }

    /**
     * Reserves this many bytes for a new record. The file grows before the limit moves: the limit is never past the
     * end.
     */
    private int reserve(int size) throws IOException {
        while (true) {
            int limit = getInt(table + CountFormat.LIMIT);
            int start = limit == 0 ? first : limit;
            if (start < first || start % CountFormat.UNIT != 0 || (start > mapped && start > access.length())) {
                throw corrupt(file, table, "records up to byte " + start, "an end within the file");
            }
            // A record begins with its count, so two counts never share a line.
            start = CountFormat.roundUp(start, CountFormat.LINE);
            if ((start + size) / CountFormat.PAGE != start / CountFormat.PAGE) {
                start = CountFormat.roundUp(start, CountFormat.PAGE);
            }
            growTo(CountFormat.roundUp(start + size, CountFormat.PAGE));
            if (compareAndSet(table + CountFormat.LIMIT, limit, start + size)) {
                return start;
            }
        }
    }

    private void growTo(int end) throws IOException {
        if (end < 0) {
            throw new IOException(file.getName() + " is full: it would pass 2 GiB");
        }
        // It is mapped once somebody looks at what is there.
        if (end > mapped && access.length() < end) {
            access.seek(end - Integer.BYTES);
            access.write(new byte[Integer.BYTES]);
        }
    }

    private void mapUpTo(int end) throws IOException {
        int start = (int) mapped;
        if (end > start) {
            ByteBuffer map = access.getChannel().map(FileChannel.MapMode.READ_WRITE, start, end - start);
            starts = Arrays.copyOf(starts, starts.length + 1);
            starts[starts.length - 1] = start;
            maps.add(map);
            mapped = end;
        }
    }

    private void write(int record, byte[] name, int next) throws IOException {
        byte[] bytes = new byte[CountFormat.NAME + name.length];
        Journal.putInt(bytes, CountFormat.NAME_LENGTH, name.length | CountFormat.NAME_MARK);
        Journal.putInt(bytes, CountFormat.NEXT, next);
        System.arraycopy(name, 0, bytes, CountFormat.NAME, name.length);
        access.seek(record);
        access.write(bytes);
    }

    private int getInt(int at) throws IOException {
        int stretch = stretch(at + Integer.BYTES);
        return (int) INTS.getVolatile(maps.get(stretch), at - starts[stretch]);
    }

    private boolean compareAndSet(int at, int expected, int value) throws IOException {
        int stretch = stretch(at + Integer.BYTES);
        return INTS.compareAndSet(maps.get(stretch), at - starts[stretch], expected, value);
    }

    /** The stretch that contains the bytes before {@code end}; maps what other processes have added since. */
    private int stretch(int end) throws IOException {
        if (end > mapped || end < 0) {
            long size = access.length();
            if (end < 0 || end > size) {
                throw corrupt(file, end & 0xffffffffL, "a record that ends here", "an end before byte " + size);
            }
            mapUpTo((int) (size / CountFormat.PAGE * CountFormat.PAGE));
        }
        int i = starts.length - 1;
        while (i > 0 && starts[i] >= end) {
            i--;
        }
        return i;
    }

    private static IOException corrupt(File file, long at, String found, String expected) {
        return new IOException(file.getName() + ": corrupt at byte " + at + ": " + found + ", expected " + expected);
    }

    /**
     * The file, this one or a stripe's, that is now shorter than its mapping or was replaced by another one, so that
     * additions are lost; null if there is none.
     */
    public @Nullable File cutShort() {
        for (MappedFile stripe : stripes) {
            if (stripe.isCutShort()) {
                return stripe.file;
            }
        }
        return isCutShort() ? file : null;
    }

    /** Whether this file itself is cut short, or another one has its name. */
    boolean isCutShort() {
        // Read first: the file grows before more of it is mapped, so in the other order a growing file would look cut
        // short.
        long before = mapped;
        if (file.length() >= before) {
            return !key.equals(TelemetryHome.key(file));
        }
        // JDK 17 delivers the error of an accessed page when the thread next enters the VM: this makes it enter now.
        for (int i = 0; i < ERROR_IS_DELIVERED; i++) {
            if (new byte[1 << 22].length == i) {
                return true;
            }
        }
        return true;
    }

    /**
     * Closes the file and its stripes' files, which are then no longer in use. Events can still be added to words of
     * the file for as long as somebody holds them.
     */
    @Override
    public void close() throws IOException {
        for (MappedFile stripe : stripes) {
            stripe.close();
        }
        lock.release();
        access.close();
    }
}
