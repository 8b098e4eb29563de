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
 * <p>Threads that add to one word at the same time wait for each other. A word that turns out to be crowded gets {@link
 * Stripes}: words of the same name in further files, of which each thread uses one. A word is crowded if two threads
 * add to it in turn, often, and slowly. Readers add the words up. See decision 0113.
 *
 * <p>Any thread may add. One thread at a time, the background writer's, gives stripes. No lock guards what is known about crowding
 * ({@link #looker}, {@link #looked}, {@link #crowd}): a lost update delays a stripe, and no count depends on it.
 */
public final class MappedWord {
    /** The events are in a file. */
    public static final int ADDED = 0;
    /** The events are in a file, and the word should have more stripes. */
    public static final int CROWDED = 1;
    /** The mapped file was cut short: nothing was added. */
    public static final int LOST = -1;

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WARM_UP = 5000;

    /**
     * A thread checks for crowding whenever the count passes a multiple of 2^10: rarely, and most likely a thread that
     * adds much.
     */
    private static final int LOOK_BITS = 10;

    /** A word is busy if less time than this passes from one check to the next: a hundred thousand events a second. */
    private static final long BUSY_NANOS = 10_000_000;

    /** This many checks in a row, each by another thread than the one before, are not a coincidence. */
    private static final int CROWD = 4;

    /** How many additions of 0 measure what an addition costs, and how many times slower than usual is too slow. */
    private static final int TRIES = 64;

    private static final int WAIT = 3;

    /** Beyond this many stripes, a file for each is expensive, and threads rarely meet. */
    private static final int MOST_STRIPES = 16;

    /** Always 1; read on every addition so that no compiler can unroll the loop that polls. */
    private static volatile int once = 1;

    private final ByteBuffer map;
    private final int offset;
    private final @Nullable MappedFile file;

    /** Null while there is only this word. */
    private volatile @Nullable Stripes stripes;

    private long looker;
    private long looked;
    private int crowd;

    MappedWord(@Nullable MappedFile file, ByteBuffer map, int offset) {
        this.file = file;
        this.map = map;
        this.offset = offset;
    }

    /** Adds events; the count stops at 2^64-1. Returns {@link #ADDED}, {@link #CROWDED} or {@link #LOST}. */
    public int add(long events) {
        Stripes several = stripes;
        ByteBuffer to = map;
        int at = offset;
        if (several != null) {
            to = several.bytesOf(Thread.currentThread().getId());
            at = 0;
        }
        return add(several, to, at, events);
    }

    /**
     * Adds to the word at this position. It is a separate method, so that it stays compiled when a counter gets its
     * first stripes.
     *
     * <p>Accessing a page that a truncation removed makes the JVM throw an InternalError at some later point: newer
     * JVMs at the thread's next poll, JDK 17 when the thread next enters the VM, which can be in the program's own
     * code. It must occur here instead. The empty loop is a poll, which newer JVMs need. On x86 an addition that did
     * not happen returns the number to be added instead of the old count; that looks suspicious and is examined, which
     * is what JDK 17 needs. A count that overflows changes its highest bit, and is examined for that reason.
     */
    private int add(@Nullable Stripes several, ByteBuffer to, int at, long events) {
        try {
            long before = (long) LONGS.getAndAdd(to, at, events);
            for (int turn = 0; turn != once; turn++) {}
            return before != events && (before ^ (before + events)) >>> LOOK_BITS == 0
                    ? ADDED
                    : settle(several, to, at, before, events);
        } catch (InternalError e) {
            return LOST;
        }
    }

    /**
     * Has the JVM compile {@link #add} before a file is mapped. Interpreted on JDK 17, an addition to a page that a
     * truncation removed would end the process; compiled, it fails as described there.
     */
    public static void warmUp() {
        ByteBuffer memory = ByteBuffer.allocateDirect(2 * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        MappedWord word = new MappedWord(null, memory, 0);
        memory.putLong(0, WARM_UP);
        for (int i = 0; i < WARM_UP; i++) {
            word.add(1);
        }
    }

    /**
     * How many stripes the word should have; as many as it has if there should be no more. At most twice the
     * processors, since threads that take turns on one processor meet others wherever they add.
     */
    public int wantedStripes() {
        int now = stripeCount();
        return now < MOST_STRIPES && now < 2 * Runtime.getRuntime().availableProcessors() ? 2 * now : now;
    }

    /** How many stripes the word has, itself included. */
    public int stripeCount() {
        Stripes several = stripes;
        return several == null ? 1 : several.width();
    }

    /** Makes threads use all of these from now on: this one first, then words of the same name in other files. */
    Stripes spread(MappedWord[] all) {
        Stripes several = new Stripes(all, stripes);
        stripes = several;
        return several;
    }

    /** The eight bytes of this word alone. */
    ByteBuffer bytes() {
        return map.slice(offset, Long.BYTES);
    }

    /** The file that the word is part of. */
    public MappedFile file() {
        return Objects.requireNonNull(file);
    }

    /** The result of an addition that looked suspicious; makes a count that overflowed stop at the maximum. */
    private int settle(@Nullable Stripes several, ByteBuffer to, int at, long before, long events) {
        MappedWord added = several == null ? this : several.wordAt(to);
        if (before == events && added.file != null && added.file.isCutShort()) {
            return LOST;
        }
        if (Long.compareUnsigned(before + events, before) < 0) {
            saturate(to, at);
        }
        long thread = Thread.currentThread().getId();
        long now = System.nanoTime();
        boolean crowded = added.isCrowded(thread, now);
        return several == null ? (crowded ? CROWDED : ADDED) : several.checked(thread, now, crowded) ? ADDED : CROWDED;
    }

    /** Whether other threads add to this word as well, and the calling one waits for them. */
    private boolean isCrowded(long me, long now) {
        boolean alone = looker == me || now - looked > BUSY_NANOS;
        looker = me;
        looked = now;
        crowd = alone ? 0 : crowd + 1;
        if (crowd < CROWD) {
            return false;
        }
        crowd = 0;
        return waits();
    }

    /**
     * Whether additions to this word take much longer than to one that no other thread uses. Several threads can share
     * a word at no cost: they take turns, or their processors share a cache. Then a stripe would be nothing but a cost.
     */
    @SuppressWarnings("UnnecessaryAsync") // this measures what an atomic addition costs
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

    private static void saturate(ByteBuffer to, int at) {
        long now = (long) LONGS.getVolatile(to, at);
        // Other threads that overflowed it at the same time do the same; a count that is already at the maximum stays
        // there.
        while (now >= 0 && !LONGS.compareAndSet(to, at, now, -1L)) {
            now = (long) LONGS.getVolatile(to, at);
        }
    }
}
