package dev.limpid.counter.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The words of a crowded counter, one in each of several count files, and which thread adds to which of them. Threads have
 * slots by their numbers; a slot names the word that its threads add to. Two that meet on a word part: the one that
 * notices moves to the word with the fewest threads. Loaded only once a counter is crowded. See decision 0113.
 *
 * <p>Any thread may call. A slot changes as a whole, and every word that it may name is a right one; so a race
 * costs another meeting, and no count. {@link #looked} is guarded by nothing, for the same reason.
 */
final class Stripes {
    /** Threads whose numbers are equal in their last eight bits share a slot. */
    private static final int SLOTS = 256;

    /** A slot is in use whose thread looked around within this time. */
    private static final long IN_USE_NANOS = 100_000_000;

    private final MappedWord[] words;
    private final ByteBuffer[] bytes;

    /** Of {@link #bytes}, those that each slot adds to. Buffers and no words, since each step to another object is felt. */
    private final ByteBuffer[] slots = new ByteBuffer[SLOTS];

    /** When a thread of this slot last looked around. */
    private final long[] looked = new long[SLOTS];

    /**
     * Threads that were apart stay so; what one word had is parted in two.
     *
     * @param words a power of two of them, those of {@code before} first
     */
    Stripes(MappedWord[] words, @Nullable Stripes before) {
        this.words = words;
        this.bytes = new ByteBuffer[words.length];
        int had = before == null ? 1 : before.words.length;
        for (int i = 0; i < words.length; i++) {
            bytes[i] = before != null && i < had ? before.bytes[i] : words[i].bytes();
        }
        long longAgo = System.nanoTime() - 2 * IN_USE_NANOS;
        for (int slot = 0; slot < SLOTS; slot++) {
            int word = before == null ? 0 : before.indexOf(before.slots[slot]);
            slots[slot] = bytes[word + (slot & (words.length - had))];
            looked[slot] = longAgo;
        }
    }

    int width() {
        return words.length;
    }

    /** The eight bytes of the word that this thread adds to; the same object for as long as it is the same word. */
    ByteBuffer bytesOf(long thread) {
        return slots[(int) thread & (SLOTS - 1)];
    }

    /** The word that lies in these bytes. */
    MappedWord wordAt(ByteBuffer its) {
        return words[indexOf(its)];
    }

    @SuppressWarnings("ReferenceEquality") // buffers are equal that hold the same
    private int indexOf(ByteBuffer its) {
        int i = 0;
        while (bytes[i] != its) {
            i++;
        }
        return i;
    }

    /**
     * This thread looked around. One that met others where it adds moves to where the fewest are; false if that is where
     * it is.
     */
    boolean looks(long thread, long now, boolean metOthers) {
        int slot = (int) thread & (SLOTS - 1);
        looked[slot] = now;
        if (!metOthers) {
            return true;
        }
        int[] users = new int[words.length];
        for (int i = 0; i < SLOTS; i++) {
            if (i != slot && now - looked[i] < IN_USE_NANOS) {
                users[indexOf(slots[i])]++;
            }
        }
        int here = indexOf(slots[slot]);
        int best = here;
        for (int i = 0; i < users.length; i++) {
            if (users[i] < users[best]) {
                best = i;
            }
        }
        slots[slot] = bytes[best];
        return best != here;
    }
}
