package dev.limpid.counter;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.file.SharedState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The only thread of the library, started by the first event that may wait. It appends waiting events to the journal
 * every 50 ms; once the process is a second old it maps the count file and gives every counter its word; from then on
 * it handles new counters, words that many threads add to, and the week's end.
 *
 * <p>Threads: any thread may request a word or more stripes for a counter, and ask for the end; this object's monitor
 * guards these requests ({@link #waiting}, {@link #crowded}, {@link #stopped}, {@link #done}). Only the background writer's thread
 * uses the fields that concern files, and no monitor guards them: {@link #file}, {@link #retired}, {@link #week},
 * {@link #rotated}.
 */
final class BackgroundWriter implements Runnable {
    static final long FLUSH_MILLIS = 50;

    /** Until this age a process is young; {@code -Dlimpid.map.after} is for tests. */
    private static final long MAP_AFTER_MILLIS = Long.getLong("limpid.map.after", 1000);

    private static final long LAST_MINUTES_MILLIS = 600_000;
    /** After this time, a thread that was about to add to the old week's word has done so. */
    private static final long RETIRE_NANOS = 10_000_000_000L;

    private final Recorder recorder;
    private final SharedState sharedState;
    private final Thread thread;
    private final Thread exit;
    private @Nullable MappedFile file;
    private @Nullable MappedFile retired;
    private @Nullable CurrentWeek week;
    private final ArrayList<Counter> waiting = new ArrayList<>();
    private final ArrayList<Counter> crowded = new ArrayList<>();
    private long rotated = System.nanoTime();
    private boolean stopped;
    private boolean done;

    /** Whether more count files can be opened, as far as is known. Only the background writer's thread sets it. */
    private volatile boolean spreads = true;

    private BackgroundWriter(Recorder recorder, SharedState sharedState) {
        this.recorder = recorder;
        this.sharedState = sharedState;
        this.thread = sharedState.thread("limpid-writer", this);
        this.exit = sharedState.thread("limpid-exit", recorder);
    }

    /** Starts the background writer, and has the JVM flush at exit. Throws IllegalStateException while the JVM is exiting. */
    static BackgroundWriter start(Recorder recorder) {
        SharedState sharedState = SharedState.take();
        BackgroundWriter backgroundWriter = new BackgroundWriter(recorder, sharedState);
        try {
            Runtime.getRuntime().addShutdownHook(backgroundWriter.exit);
            backgroundWriter.thread.start();
            return backgroundWriter;
        } catch (Throwable e) {
            backgroundWriter.leave();
            throw e;
        }
    }

    @Override
    public void run() {
        try {
            fold();
            while (pause(FLUSH_MILLIS)) {
                if (recorder.ageMillis() >= MAP_AFTER_MILLIS) {
                    count();
                    break;
                }
                if (recorder.mayCount()) {
                    recorder.flush();
                }
            }
        } catch (LinkageError e) {
            // If the class loader was closed, the thread ends without a report.
            return;
        } catch (RuntimeException | Error e) {
            recorder.fail("cannot go on counting: " + e);
        } finally {
            finished();
        }
    }

    /**
     * What an old process does until it ends. If something fails, the next look tries again: most failures are
     * temporary.
     */
    private void count() {
        do {
            try {
                look();
            } catch (IOException e) {
                // If somebody interrupts all threads, the JDK closes the file that is being mapped.
                if (!Thread.interrupted()) {
                    recorder.fail("cannot map the count file: " + e.getMessage());
                }
                recorder.detachAll();
                leaveFile();
            }
        } while (pause(untilNextLook()));
    }

    /**
     * Keeps the journal short, but not shortly before the week's end, when the uploader may be about to take the files.
     * A failure does not stop counting.
     */
    private void fold() {
        try {
            CurrentWeek counting = recorder.week();
            if (counting.journal().length() > JournalFold.LONG
                    && CurrentWeek.millisOf(counting.end()) - recorder.now() > LAST_MINUTES_MILLIS) {
                recorder.fold(counting);
            }
        } catch (IOException | RuntimeException e) {
            Diagnostics.report("fold", "limpid: cannot fold the journal: " + e);
        }
    }

    private void map() throws IOException {
        CurrentWeek found = recorder.week();
        MappedWord.warmUp();
        file = MappedFile.open(found.countFile(), recorder.header(found));
        week = found;
        recorder.beginWriteThrough();
    }

    /**
     * Gives counters their words. Pending events are added to the words; events that were appended to the journal stay
     * there.
     */
    private void attach(Counter[] counters) throws IOException {
        MappedFile mapped = file;
        for (Counter counter : counters) {
            if (mapped != null && counter.word() == null && counter.isCurrent()) {
                MappedWord word = mapped.word(counter.encodedName());
                counter.attach(word);
                recorder.moveTo(word, counter);
                if (!counter.isCurrent()) {
                    // Another program was started meanwhile, and this counter may belong to it.
                    counter.detach();
                }
            }
        }
    }

    /**
     * A counter that wants a word gets one for the week that the clock shows after the request. Once the week is over,
     * or the file was cut short or replaced, counters lose their words and start again in other files; while these
     * cannot be written, events wait.
     */
    private void look() throws IOException {
        Counter[] wanting = taken(waiting);
        if (!recorder.mayCount()) {
            return;
        }
        if (System.nanoTime() - rotated > RETIRE_NANOS) {
            retire();
        }
        fold();
        MappedFile mapped = file;
        CurrentWeek counting = week;
        if (mapped != null && mapped.cutShort() != null) {
            recorder.lost(mapped);
            leaveFile();
        } else if (counting != null && counting.isOutside(CurrentWeek.dayOf(recorder.now()))) {
            recorder.detachAll();
            leaveFile();
        }
        if (file == null && recorder.isCounting()) {
            map();
            wanting = Counter.of(recorder.program);
        }
        attach(wanting);
        spread();
    }

    /** Gives crowded words more stripes. If that fails, nothing changes, and it is not tried again. */
    private void spread() {
        Counter[] all = taken(crowded);
        MappedFile mapped = file;
        try {
            for (Counter counter : all) {
                MappedWord word = counter.word();
                if (mapped != null && word != null && word.file() == mapped) {
                    mapped.spread(word, counter.encodedName());
                }
            }
        } catch (IOException e) {
            Diagnostics.report("stripe", "limpid: cannot open another count file: " + e.getMessage());
            // An interrupt closes the file that is being mapped, and is not meant for this thread.
            spreads = Thread.interrupted();
        }
    }

    /** The file stays in use for a while: a thread may be about to add to it. */
    private void leaveFile() {
        retire();
        rotated = System.nanoTime();
        retired = file;
        file = null;
        week = null;
    }

    private void retire() {
        MappedFile old = retired;
        retired = null;
        try {
            if (old != null) {
                old.close();
            }
        } catch (IOException e) {
            // Everything that was counted is in the file.
            return;
        }
    }

    private long untilNextLook() {
        CurrentWeek counting = week;
        if (counting == null) {
            return Recorder.LOOK_MILLIS;
        }
        long untilEnd = CurrentWeek.millisOf(counting.end()) - recorder.now();
        return Math.max(1, Math.min(Recorder.LOOK_MILLIS, untilEnd));
    }

    /** Requests a word for this counter. */
    synchronized void attachSoon(Counter counter) {
        if (!done) {
            waiting.add(counter);
            notifyAll();
        }
    }

    /** Requests more stripes for this counter's word, since many threads add to it. */
    synchronized void spreadSoon(Counter counter) {
        if (!done && spreads && !crowded.contains(counter)) {
            crowded.add(counter);
            notifyAll();
        }
    }

    private synchronized Counter[] taken(List<Counter> from) {
        Counter[] taken = from.toArray(new Counter[0]);
        from.clear();
        return taken;
    }

    /** Ends the thread. */
    synchronized void finishSoon() {
        stopped = true;
        notifyAll();
    }

    /** Ends the thread, and returns once it has ended. */
    void finish() {
        finishSoon();
        boolean interrupted = false;
        while (thread.isAlive() && thread != Thread.currentThread()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits this long, or until a counter wants its word or more stripes; false once the thread must end. Code that
     * interrupts all threads of a group or of the process does not mean this one: it only looks again.
     */
    private synchronized boolean pause(long millis) {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long rest = millis;
                rest > 0 && waiting.isEmpty() && crowded.isEmpty() && !stopped;
                rest = (end - System.nanoTime()) / 1_000_000) {
            try {
                wait(rest);
            } catch (InterruptedException e) {
                // Then it only looks again.
            }
        }
        return !stopped;
    }

    private void finished() {
        boolean asked;
        synchronized (this) {
            done = true;
            waiting.clear();
            crowded.clear();
            asked = stopped;
        }
        recorder.writerEnds(asked);
        try {
            leaveFile();
            retire();
        } finally {
            leave();
        }
    }

    /** Nothing waits any more: removes the exit hook, and releases everything else. */
    private void leave() {
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            // The JVM is exiting already.
            return;
        } finally {
            sharedState.leave();
        }
    }
}
