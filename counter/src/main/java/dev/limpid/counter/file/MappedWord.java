package dev.limpid.counter.file;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One count in a mapped count file: eight bytes that every process that maps the file adds to. Loaded only once a file
 * is mapped, so that a young process does not pay for it.
 */
public final class MappedWord {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final int WARM_UP = 5000;

    /** Always 1; read on every addition so that no compiler can unroll the loop that polls. */
    private static volatile int once = 1;

    private final ByteBuffer map;
    private final int offset;
    private final @Nullable MappedFile file;

    MappedWord(@Nullable MappedFile file, ByteBuffer map, int offset) {
        this.file = file;
        this.map = map;
        this.offset = offset;
    }

    /**
     * Adds; the count stops at 2^64-1. Returns false if the file was truncated underneath, so that nothing was added.
     *
     * <p>Touching a page that a truncation took away makes the JVM throw an InternalError at some later point: newer
     * ones at the thread's next poll, JDK 17 at its next way through the VM, which may be in the program's own code.
     * It must come up here instead. The empty loop is a poll, which newer JVMs need. On x86 the addition that did not
     * happen yields the number to be added in place of the old count; that looks suspicious and is looked into, which
     * is what JDK 17 needs. So is every count beyond 2^63, the only ones that can run over.
     */
    public boolean add(long events) {
        try {
            long before = (long) LONGS.getAndAdd(map, offset, events);
            for (int turn = 0; turn != once; turn++) {}
            return (before >= 0 && before != events) || settle(before, events);
        } catch (InternalError e) {
            return false;
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

    /** The file that the word is part of. */
    public MappedFile file() {
        return Objects.requireNonNull(file);
    }

    /** Whether all is well after an addition that looked odd; makes a count that ran over stop at the top. */
    private boolean settle(long before, long events) {
        if (before == events && file != null && file.isCutShort()) {
            return false;
        }
        if (Long.compareUnsigned(before + events, before) < 0) {
            saturate();
        }
        return true;
    }

    private void saturate() {
        long now = (long) LONGS.getVolatile(map, offset);
        // Whoever else ran over at the same time does the same; a count that is at the top already stays there.
        while (now >= 0 && !LONGS.compareAndSet(map, offset, now, -1L)) {
            now = (long) LONGS.getVolatile(map, offset);
        }
    }
}
