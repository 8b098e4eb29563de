package dev.limpid.counter;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import java.io.IOException;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The one thread of the library, started by the first event that may wait. It appends waiting events to the journal
 * every 50 ms; once the process is a second old it maps the count file and gives every counter its word; from then on
 * it looks after new counters and the week's end.
 */
final class Keeper implements Runnable {
    static final long FLUSH_MILLIS = 50;

    /** Until then a process is young; {@code -Dlimpid.map.after} is for tests. */
    private static final long MAP_AFTER_MILLIS = Long.getLong("limpid.map.after", 1000);

    /** How often the clock is looked at: a laptop that slept, or a clock that was set, is noticed this late. */
    private static final long LOOK_MILLIS = 30_000;

    private static final long LAST_MINUTES_MILLIS = 600_000;
    /** A thread that was about to add to the old week's word has done so by then. */
    private static final long RETIRE_NANOS = 10_000_000_000L;

    private static final long STACK_BYTES = 256 * 1024;

    private final Recorder recorder;
    private @Nullable MappedFile file;
    private @Nullable MappedFile retired;
    private @Nullable CurrentWeek week;
    private final ArrayList<Counter> waiting = new ArrayList<>();
    private long rotated = System.nanoTime();
    private boolean stopped;
    private boolean done;

    private Keeper(Recorder recorder) {
        this.recorder = recorder;
    }

    /** Starts it, and has the JVM flush at exit. Throws IllegalStateException while the JVM is exiting. */
    static Keeper start(Recorder recorder) {
        Keeper keeper = new Keeper(recorder);
        Runtime.getRuntime().addShutdownHook(new Thread(null, recorder, "limpid-exit", STACK_BYTES));
        Thread thread = new Thread(null, keeper, "limpid-keeper", STACK_BYTES, false);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        thread.start();
        return keeper;
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
                recorder.flush();
            }
        } catch (IOException e) {
            recorder.fail("cannot map the count file: " + e.getMessage());
        } catch (Throwable e) {
            // Whatever it is, the program must not see it.
            recorder.fail("cannot go on counting: " + e);
        } finally {
            finished();
        }
    }

    /** What an old process does until it ends. */
    private void count() throws IOException, InterruptedException {
        map();
        attach(Counter.known());
        while (pause(untilNextLook())) {
            look();
        }
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
        if (mapped == null) {
            return;
        }
        for (Counter counter : counters) {
            if (counter.word() == null) {
                MappedWord word = mapped.word(counter.encodedName());
                counter.attach(word);
                recorder.moveTo(word, counter);
            }
        }
    }

    /** Whoever wants a word gets that of the week which the clock shows after it asked. */
    private void look() throws IOException {
        Counter[] wanting = takeWanting();
        MappedFile mapped = file;
        CurrentWeek counting = week;
        if (mapped == null || counting == null) {
            return;
        }
        if (mapped.isCutShort()) {
            recorder.lost(mapped);
            return;
        }
        if (System.nanoTime() - rotated > RETIRE_NANOS) {
            retire();
        }
        fold();
        if (counting.isOutside(CurrentWeek.dayOf(recorder.now()))) {
            rotate();
        }
        attach(wanting);
    }

    /**
     * The week is over. Counters lose their words and begin anew in the next week's files. The old file stays in use for
     * a while: a thread may be on its way to add to it.
     */
    private void rotate() throws IOException {
        retire();
        rotated = System.nanoTime();
        retired = file;
        file = null;
        Counter[] counters = Counter.known();
        for (Counter counter : counters) {
            counter.detach();
        }
        map();
        attach(counters);
    }

    private void retire() throws IOException {
        MappedFile old = retired;
        if (old != null) {
            retired = null;
            old.close();
        }
    }

    private long untilNextLook() {
        CurrentWeek counting = week;
        if (counting == null) {
            return LOOK_MILLIS;
        }
        long untilEnd = CurrentWeek.millisOf(counting.end()) - recorder.now();
        return Math.max(1, Math.min(LOOK_MILLIS, untilEnd));
    }

    /** This counter wants its word. */
    synchronized void attachSoon(Counter counter) {
        waiting.add(counter);
        notifyAll();
    }

    private synchronized Counter[] takeWanting() {
        Counter[] taken = waiting.toArray(new Counter[0]);
        waiting.clear();
        return taken;
    }

    /** Ends the thread, and returns once it has ended. */
    synchronized void finish() {
        stopped = true;
        notifyAll();
        boolean interrupted = false;
        while (!done) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits so long, or until a counter wants its word; false once the thread is to end. */
    private synchronized boolean pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long rest = millis;
                rest > 0 && waiting.isEmpty() && !stopped;
                rest = (end - System.nanoTime()) / 1_000_000) {
            wait(rest);
        }
        return !stopped;
    }

    private void finished() {
        try {
            retire();
            retired = file;
            file = null;
            retire();
        } catch (IOException e) {
            Diagnostics.tell("close", "limpid: cannot close the count file: " + e.getMessage());
        }
        synchronized (this) {
            done = true;
            notifyAll();
        }
    }
}
