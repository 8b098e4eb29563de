package dev.limpid.counter;

import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.file.MappedWordStress;
import dev.limpid.counter.home.TelemetryHome;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJ_Result;

/** A counter gets its word while another thread counts: each event is in the word, and once only. */
@JCStressTest
@Outcome(id = "3, 0", expect = Expect.ACCEPTABLE, desc = "every event in the word, none pending")
@State
public class PendingStress {
    static final Recorder RECORDER = new Program(
                    TelemetryOptions.builder(),
                    TelemetryHome.at("stress", Path.of("none")),
                    "stress.example.org/stress",
                    "1.0.0",
                    "")
            .recorder;

    private final ByteBuffer memory = ByteBuffer.allocateDirect(8);
    private final MappedWord word = MappedWordStress.word(memory, 0);
    private final Counter counter = Counter.of("stress");

    /** What a counter without a word does: pend, then look again. */
    @Actor
    public void count() {
        for (int events = 1; events <= 2; events++) {
            counter.pend(events);
            MappedWord attached = counter.word();
            if (attached != null) {
                RECORDER.moveTo(attached, counter);
            }
        }
    }

    /** What the background writer does. */
    @Actor
    public void attach() {
        counter.attach(word);
        RECORDER.moveTo(word, counter);
    }

    @Arbiter
    public void counted(JJ_Result result) {
        result.r1 = memory.getLong(0);
        result.r2 = counter.takePending();
    }
}
