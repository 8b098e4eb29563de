package dev.limpid.counter;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.file.Seat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of the library, started by the first event that may wait. It appends waiting events to the journal
 * every 50 ms; once the process is a second old it maps the count file and gives every counter its word; from then on
 * it looks after new counters, after words that many threads add to, and the week's end.
 *
 * <p>Threads: any may say that a counter wants its word or more stripes, and ask for the end; this object's monitor guards what
 * they leave ({@link #waiting}, {@link #crowded}, {@link #stopped}, {@link #done}). All that has to do with files is the keeper's
 * thread alone, and no monitor guards it: {@link #file}, {@link #retired}, {@link #week}, {@link #rotated}.
 */
final class Keeper implements Runnable {
    static final long FLUSH_MILLIS = 50;

    /** Until then a process is young; {@code -Dlimpid.map.after} is for tests. */
    private static final long MAP_AFTER_MILLIS = Long.getLong("limpid.map.after", 1000);

    private static final long LAST_MINUTES_MILLIS = 600_000;
    /** A thread that was about to add to the old week's word has done so by then. */
    private static final long RETIRE_NANOS = 10_000_000_000L;

    private final Recorder recorder;
    private final Seat seat;
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

    /** Whether further count files can be opened, as far as is known. Only the keeper's thread sets it. */
    private volatile boolean spreads = true;

    private Keeper(Recorder recorder, Seat seat) {
        this.recorder = recorder;
        this.seat = seat;
        this.thread = seat.thread("limpid-keeper", this);
        this.exit = seat.thread("limpid-exit", recorder);
    }

    /** Starts it, and has the JVM flush at exit. Throws IllegalStateException while the JVM is exiting. */
    static Keeper start(Recorder recorder) {
        Seat seat = Seat.take();
        Keeper keeper = new Keeper(recorder, seat);
        try {
            Runtime.getRuntime().addShutdownHook(keeper.exit);
            keeper.thread.start();
            return keeper;
        } catch (Throwable e) {
            keeper.leave();
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
        } catch (RuntimeException e) {
            recorder.fail("cannot go on counting: " + e);
        } finally {
            // Of all else, such as a class that cannot be loaded since its loader was closed, the journal knows
            // nothing.
            finished();
        }
    }

    /** What an old process does until it ends. What fails is tried again at the next look: most failures pass. */
    private void count() {
        do {
            try {
                look();
            } catch (IOException e) {
                // Somebody interrupts all threads that there are, and the JDK closes the file which is being mapped.
                if (!Thread.interrupted()) {
                    recorder.fail("cannot map the count file: " + e.getMessage());
                }
                recorder.detachAll();
                leaveFile();
            }
        } while (pause(untilNextLook()));
    }

    /**
     * Keeps the journal short. Not shortly before the week's end, when the uploader may be about to take the files; a
     * failure is no reason not to count.
     */
    private void fold() {
        try {
            CurrentWeek counting = recorder.week();
            if (counting.journal().length() > JournalFold.LONG
                    && CurrentWeek.millisOf(counting.end()) - recorder.now() > LAST_MINUTES_MILLIS) {
                recorder.fold(counting);
            }
        } catch (IOException | RuntimeException e) {
            Diagnostics.tell("fold", "limpid: cannot fold the journal: " + e);
        }
    }

    private void map() throws IOException {
        CurrentWeek found = recorder.week();
        MappedWord.warmUp();
        file = MappedFile.open(found.countFile(), recorder.header(found));
        week = found;
        recorder.becomePrompt();
    }

    /** Gives counters their words. What was pending goes there; what was appended to the journal stays there. */
    private void attach(Counter[] counters) throws IOException {
        MappedFile mapped = file;
        for (Counter counter : counters) {
            if (mapped != null && counter.word() == null && counter.isCurrent()) {
                MappedWord word = mapped.word(counter.encodedName());
                counter.attach(word);
                recorder.moveTo(word, counter);
                if (!counter.isCurrent()) {
                    // Another program was started meanwhile, whose this counter may be.
                    counter.detach();
                }
            }
        }
    }

    /**
     * Whoever wants a word gets that of the week which the clock shows after it asked. Once the week is over, or the file is
     * not the one that it was, counters lose their words and begin anew in other files; while these cannot be written, what is
     * counted waits.
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

    /** Gives crowded words more stripes. Where that fails all goes on as it was, and is not tried again. */
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
            Diagnostics.tell("stripe", "limpid: cannot open another count file: " + e.getMessage());
            // Interrupts close the file that is being mapped, and are not meant for this thread.
            spreads = Thread.interrupted();
        }
    }

    /** The file stays in use for a while: a thread may be on its way to add to it. */
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
            // All that was counted is in it.
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

    /** This counter wants its word. */
    synchronized void attachSoon(Counter counter) {
        if (!done) {
            waiting.add(counter);
            notifyAll();
        }
    }

    /** Many threads add to this counter's word, which should have more stripes. */
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
     * Waits so long, or until a counter wants its word; false once the thread is to end. Whoever interrupts all threads of a
     * group or of the process does not mean this one: it only looks again.
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
        recorder.keeperEnds(asked);
        try {
            leaveFile();
            retire();
        } finally {
            leave();
        }
    }

    /** Nothing waits any more: no exit needs to be told, and nothing else is kept. */
    private void leave() {
        try {
            Runtime.getRuntime().removeShutdownHook(exit);
        } catch (IllegalStateException e) {
            // The JVM is exiting already.
            return;
        } finally {
            seat.leave();
        }
    }
}
