package dev.limpid.counter.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
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

    /** Two threads run over the top; the count stays there. */
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
