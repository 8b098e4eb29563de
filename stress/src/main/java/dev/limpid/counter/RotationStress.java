package dev.limpid.counter;

import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.file.MappedWordStress;
import java.nio.ByteBuffer;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.J_Result;

/** A week ends while a thread counts: each event is in the old week's word, in the new one's, or pending. */
@JCStressTest
@Outcome(id = "3", expect = Expect.ACCEPTABLE, desc = "every event in one place")
@State
public class RotationStress {
    private final ByteBuffer oldMemory = ByteBuffer.allocateDirect(8);
    private final ByteBuffer newMemory = ByteBuffer.allocateDirect(8);
    private final MappedWord newWord = MappedWordStress.word(newMemory, 0);
    private final Counter counter = Counter.of("stress");

    public RotationStress() {
        counter.attach(MappedWordStress.word(oldMemory, 0));
    }

    /** What a program's thread does. */
    @Actor
    public void count() {
        for (int events = 1; events <= 2; events++) {
            MappedWord mapped = counter.word();
            if (mapped != null) {
                mapped.add(events);
            } else {
                counter.pend(events);
            }
        }
    }

    /** What the background writer does. */
    @Actor
    public void rotate() {
        counter.detach();
        counter.attach(newWord);
        PendingStress.RECORDER.moveTo(newWord, counter);
    }

    @Arbiter
    public void counted(J_Result result) {
        result.r1 = oldMemory.getLong(0) + newMemory.getLong(0) + counter.takePending();
    }
}
