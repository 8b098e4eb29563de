package dev.limpid.counter.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One count in a mapped count file: eight bytes that every process that maps the file adds to. Loaded only once a file
 * is mapped, so that a young process does not pay for it.
 *
 * <p>Threads that add to one word at the same time wait for each other. A word that is seen to be crowded gets stripes: words
 * of the same name in further files, of which each thread uses one. Crowded is what two threads add to by turns, often, and
 * slowly. Whoever reads adds them up. See decision 0113.
 *
 * <p>Any thread may add. One thread at a time, the keeper's, gives stripes. What is known of crowding is guarded by nothing:
 * a lost note delays a stripe, and no count depends on it.
 */
public final class MappedWord {
    /** The events are in a file. */
    public static final int ADDED = 0;
    /** The events are in a file, and the word should have more stripes. */
    public static final int CROWDED = 1;
    /** The file was cut short underneath: nothing was added. */
    public static final int LOST = -1;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WARM_UP = 5000;

    /** A thread looks around whenever the count passes a multiple of 2^10: seldom, and by chance the thread that adds much. */
    private static final int LOOK_BITS = 10;

    /** A word is busy if it takes less time from one look to the next: a hundred thousand events a second. */
    private static final long BUSY_NANOS = 10_000_000;

    /** So many looks of another thread each time, one after the other, are no coincidence. */
    private static final int CROWD = 4;

    /** Additions of nothing that show what an addition costs, and how many times slower than usual is too slow. */
    private static final int TRIES = 64;

    private static final int WAIT = 3;

    /** Beyond so many stripes a file each is dear, and hardly two threads meet. */
    private static final int MOST_STRIPES = 16;

    /** How far each thread has moved on from stripes where it met others. Threads share an entry; races are fine. */
    private static final byte[] MOVES = new byte[256];

    /** Always 1; read on every addition so that no compiler can unroll the loop that polls. */
    private static volatile int once = 1;

    private final ByteBuffer map;
    private final int offset;
    private final @Nullable MappedFile file;

    /** This word, then those of the same name in other files, a power of two. */
    private volatile MappedWord[] words = {this};

    /** Where these words lie, in arrays of their own since each step from one object to the next is felt. */
    private int[] offsets = {};

    /** Null while there is but this word; set after the others. */
    private volatile ByteBuffer @Nullable [] stripeMaps;

    private long looker;
    private long looked;
    private int crowd;

    MappedWord(@Nullable MappedFile file, ByteBuffer map, int offset) {
        this.file = file;
        this.map = map;
        this.offset = offset;
    }

    /** Adds; the count stops at 2^64-1. Returns {@link #ADDED}, {@link #CROWDED} or {@link #LOST}. */
    public int add(long events) {
        ByteBuffer[] maps = stripeMaps;
        if (maps == null) {
            return add(map, offset, 0, events);
        }
        int stripe = stripeOf(Thread.currentThread().getId()) & (maps.length - 1);
        return add(maps[stripe], offsets[stripe], stripe, events);
    }

    private static int stripeOf(long thread) {
        return (int) thread + MOVES[(int) thread & (MOVES.length - 1)];
    }

    /**
     * Adds to the word of this stripe.
     *
     * <p>Touching a page that a truncation took away makes the JVM throw an InternalError at some later point: newer
     * ones at the thread's next poll, JDK 17 at its next way through the VM, which may be in the program's own code.
     * It must come up here instead. The empty loop is a poll, which newer JVMs need. On x86 the addition that did not
     * happen yields the number to be added in place of the old count; that looks suspicious and is looked into, which
     * is what JDK 17 needs. So is every count beyond 2^63, the only ones that can run over.
     */
    private int add(ByteBuffer to, int at, int stripe, long events) {
        try {
            long before = (long) LONGS.getAndAdd(to, at, events);
            for (int turn = 0; turn != once; turn++) {}
            return before >= 0 && before != events && (before ^ (before + events)) >>> LOOK_BITS == 0
                    ? ADDED
                    : words[stripe].settle(before, events);
        } catch (InternalError e) {
            return LOST;
        }
    }

    /**
     * Has the JVM compile {@link #add} before a file is mapped. Interpreted on JDK 17, an addition to a page that a
     * truncation took away would end the process; compiled, it fails as described there.
     */
    public static void warmUp() {
        ByteBuffer memory = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        MappedWord word = new MappedWord(null, memory, 0);
        memory.putLong(0, WARM_UP);
        for (int i = 0; i < WARM_UP; i++) {
            word.add(1);
        }
    }

    /** How many stripes the word should have; as many as it has if there should be no more. */
    public int wanted() {
        int now = width();
        return now < MOST_STRIPES && now < Runtime.getRuntime().availableProcessors() ? 2 * now : now;
    }

    /** How many stripes the word has, itself included. */
    public int width() {
        return words.length;
    }

    /** From now on threads use all of these: this one first, then words of the same name in other files. */
    void spread(MappedWord[] all) {
        ByteBuffer[] maps = new ByteBuffer[all.length];
        int[] places = new int[all.length];
        for (int i = 0; i < all.length; i++) {
            maps[i] = all[i].map;
            places[i] = all[i].offset;
        }
        words = all;
        offsets = places;
        stripeMaps = maps;
    }

    /** The file that the word is part of. */
    public MappedFile file() {
        return Objects.requireNonNull(file);
    }

    /** What to answer after an addition that looked odd; makes a count that ran over stop at the top. */
    private int settle(long before, long events) {
        if (before == events && file != null && file.isCutShort()) {
            return LOST;
        }
        if (Long.compareUnsigned(before + events, before) < 0) {
            saturate();
        }
        return lookAround();
    }

    /** Whether other threads add to this word as well; then this one moves on to another stripe. */
    private int lookAround() {
        long me = Thread.currentThread().getId();
        long now = System.nanoTime();
        boolean alone = looker == me || now - looked > BUSY_NANOS;
        looker = me;
        looked = now;
        crowd = alone ? 0 : crowd + 1;
        if (crowd < CROWD) {
            return ADDED;
        }
        crowd = 0;
        if (!waits()) {
            return ADDED;
        }
        MOVES[(int) me & (MOVES.length - 1)]++;
        return CROWDED;
    }

    /**
     * Whether additions to this word take much longer than to one that nobody else knows. Several threads may share a word
     * that costs them nothing: they take turns, or their processors share a cache. Then a stripe would only cost.
     */
    @SuppressWarnings("UnnecessaryAsync") // what an atomic addition costs is the question
    private boolean waits() {
        AtomicLong own = new AtomicLong();
        long begun = System.nanoTime();
        for (int i = 0; i < TRIES; i++) {
            LONGS.getAndAdd(map, offset, 0L);
        }
        long between = System.nanoTime();
        for (int i = 0; i < TRIES; i++) {
            own.getAndAdd(0);
        }
        return between - begun > WAIT * (System.nanoTime() - between);
    }

    private void saturate() {
        long now = (long) LONGS.getVolatile(map, offset);
        // Whoever else ran over at the same time does the same; a count that is at the top already stays there.
        while (now >= 0 && !LONGS.compareAndSet(map, offset, now, -1L)) {
            now = (long) LONGS.getVolatile(map, offset);
        }
    }
}
