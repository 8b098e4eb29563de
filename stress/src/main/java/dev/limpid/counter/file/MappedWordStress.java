package dev.limpid.counter.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;
import org.openjdk.jcstress.infra.results.J_Result;

/** Races of additions to one word of a count file. */
public final class MappedWordStress {
    private MappedWordStress() {}

    /** A word of eight bytes of memory outside the heap, as a mapped file is. */
    public static MappedWord word(ByteBuffer memory, long count) {
        memory.order(ByteOrder.LITTLE_ENDIAN).putLong(0, count);
        return new MappedWord(null, memory, 0);
    }

    /** Two threads add; no event is lost. */
    @JCStressTest
    @Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "every event once")
    @State
    public static class Adding {
        private final ByteBuffer memory = ByteBuffer.allocateDirect(8);
        private final MappedWord word = word(memory, 0);

        @Actor
        public void one() {
            word.add(1);
        }

        @Actor
        public void two() {
            word.add(2);
        }

        @Arbiter
        public void count(J_Result result) {
            result.r1 = memory.getLong(0);
        }
    }

    /**
     * A word gets stripes, and its threads move among them, while they add; no event is lost or added outside a word.
     */
    @JCStressTest
    @Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "every event once, and nothing else")
    @State
    public static class Spreading {
        private final ByteBuffer memory = ByteBuffer.allocateDirect(8);
        private final ByteBuffer further = ByteBuffer.allocateDirect(24);
        private final MappedWord word = word(memory, 0);
        private final MappedWord[] words = {word, new MappedWord(null, further.order(ByteOrder.LITTLE_ENDIAN), 16)};

        @Actor
        public void add() {
            word.add(1);
            word.add(2);
        }

        @Actor
        public void spread() {
            Stripes stripes = word.spread(words);
            for (long thread = 0; thread < 256; thread++) {
                stripes.checked(thread, 0, true);
            }
        }

        @Arbiter
        public void count(JJ_Result result) {
            result.r1 = memory.getLong(0) + further.getLong(16);
            result.r2 = further.getLong(0) + further.getLong(8);
        }
    }

    /** Two threads overflow the count; it stays at the maximum. */
    @JCStressTest
    @Outcome(id = "-1", expect = Expect.ACCEPTABLE, desc = "2^64-1")
    @State
    public static class Saturating {
        private final ByteBuffer memory = ByteBuffer.allocateDirect(8);
        private final MappedWord word = word(memory, -2);

        @Actor
        public void one() {
            word.add(1);
        }

        @Actor
        public void two() {
            word.add(2);
        }

        @Arbiter
        public void count(J_Result result) {
            result.r1 = memory.getLong(0);
        }
    }
}
