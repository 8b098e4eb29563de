package dev.limpid.counter.file;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The words of a crowded counter, one in each of several count files, and which thread adds to which of them. A
 * thread's number determines its slot; a slot names the word that its threads add to. Two threads that meet on a word
 * separate: the one that notices moves to the word with the fewest threads. Loaded only once a counter is crowded. See
 * decision 0113.
 *
 * <p>Any thread may call. A slot changes as a whole, and every word that it can name is a valid one; so a race costs
 * another meeting, and no count. For the same reason, no lock guards {@link #looked}.
 */
final class Stripes {
    /** Threads whose numbers are equal in their last eight bits share a slot. */
    private static final int SLOTS = 256;

    /** A slot is in use if a thread of it checked for crowding within this time. */
    private static final long IN_USE_NANOS = 100_000_000;

    private final MappedWord[] words;
    private final ByteBuffer[] bytes;

    /**
     * For each slot, which of {@link #bytes} it adds to. Buffers and not words, since each step to another object takes
     * time.
     */
    private final ByteBuffer[] slots = new ByteBuffer[SLOTS];

    /** For each slot, when a thread of it last checked for crowding. */
    private final long[] looked = new long[SLOTS];

    /**
     * Threads that used different words still do; the threads of one word are divided between two.
     *
     * @param words the words, as many as a power of two, those of {@code before} first
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

    /** The word that is stored in these bytes. */
    MappedWord wordAt(ByteBuffer its) {
        return words[indexOf(its)];
    }

    @SuppressWarnings("ReferenceEquality") // buffers with the same content are equal
    private int indexOf(ByteBuffer its) {
        int i = 0;
        while (bytes[i] != its) {
            i++;
        }
        return i;
    }

    /**
     * Called when this thread has checked for crowding. If it met others on its word, it moves to the word with the
     * fewest threads; false if that is the word that it is on.
     */
    boolean checked(long thread, long now, boolean metOthers) {
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
