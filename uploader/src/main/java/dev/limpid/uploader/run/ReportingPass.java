package dev.limpid.uploader.run;

import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeFiles;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.config.PassConfigSource;
import dev.limpid.uploader.file.ProcessLock;
import dev.limpid.uploader.home.HomeLayout;
import dev.limpid.uploader.send.AnswerSender;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * One pass over one telemetry home: ends weeks, makes the answers of those that may be sent, and sends them. Any number
 * of processes may run passes over one home at once: one of them works, the others return at once. The process may be
 * killed after any step; the next pass continues from what is on the disk. In mode off a pass does nothing at all; in
 * mode local it never uses the network. Safe for use by one thread at a time.
 */
public final class ReportingPass {

    private final TelemetryHome home;
    private final Supplier<Mode> mode;
    private final Clock clock;
    private final RandomGenerator random;
    private final PassConfigSource config;
    private final AnswerSender sender;

    /**
     * A pass that has not begun.
     *
     * @param home the home whose weeks are reported
     * @param mode the effective mode; read again before and after each wait for the network, so that off is obeyed
     * @param clock gives the current day
     * @param random a secure source, for draws and tokens
     * @param config where verified configurations come from
     * @param sender sends the answers
     */
    public ReportingPass(
            TelemetryHome home,
            Supplier<Mode> mode,
            Clock clock,
            RandomGenerator random,
            PassConfigSource config,
            AnswerSender sender) {
        this.home = home;
        this.mode = mode;
        this.clock = clock;
        this.random = random;
        this.config = config;
        this.sender = sender;
    }

    /** Runs the pass and returns what it did. */
    public List<Step> run() throws IOException {
        List<Step> steps = new ArrayList<>();
        run(SendingPace.IN_ONE_GO, steps::add);
        return steps;
    }

    /**
     * Runs the pass.
     *
     * @param pace how the answers that wait are sent
     * @param log receives every step when it is made
     * @throws IOException if the home cannot be read or written; what was done before stays done
     */
    public void run(SendingPace pace, Consumer<Step> log) throws IOException {
        if (mode.get() instanceof Mode.Off) {
            log.accept(new Step(Step.Kind.OFF, Optional.empty(), StepSentences.of("step.off")));
            return;
        }
        if (!HomeFiles.isFolder(home.local())) {
            return; // nothing was ever counted, or somebody is deleting the home: do not make it again
        }
        HomeLayout files = new HomeLayout(home);
        Optional<ProcessLock> lock = ProcessLock.tryAcquire(files.lock());
        if (lock.isEmpty()) {
            log.accept(new Step(Step.Kind.BUSY, Optional.empty(), StepSentences.of("step.busy")));
            return;
        }
        try {
            run(new PassContext(home, files, mode, clock.instant(), random, config, log), pace);
        } finally {
            lock.get().close();
        }
    }

    private void run(PassContext passContext, SendingPace pace) throws IOException {
        WeekDecisions notes = new WeekDecisions(passContext);
        Set<LocalDate> waiting = new WeekCloser(passContext, notes).run();
        if (mode.get() instanceof Mode.On) {
            Outbox outbox = new Outbox(passContext, notes);
            new WeekDecider(passContext, notes, outbox).run(waiting);
            Optional<String> distrust = config.distrust();
            if (distrust.isPresent()) {
                passContext.report(Step.Kind.UNTRUSTED, StepSentences.of("step.untrusted", "why", distrust.get()));
            } else {
                new AnswerDispatcher(passContext, notes, outbox, sender).run(pace);
            }
        }
        if (mode.get().counts()) {
            new FileCleanup(passContext).clean();
        }
    }
}
