package dev.limpid.counter;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.home.TelemetryHome;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Takes counts from counters that have no word yet to the journal. At first that is all there is: mapping a file would
 * cost a young process more than it is worth. A second later the {@link Keeper} maps the count file and gives counters
 * their words.
 *
 * <p>Every event is in exactly one place: pending in its counter, appended to the journal, or added to the count file.
 * On the way of every program's start: nothing here may load more than it must.
 */
final class Recorder implements Runnable, Thread.UncaughtExceptionHandler {
    /** What counts now; null before start, after close, and for ever where counting is off. */
    private static volatile @Nullable Recorder current;

    /** Counting is off for good: events are dropped rather than kept. */
    private static volatile boolean off;

    private final TelemetryHome home;
    private final String program;
    private final Journal journal;
    private final long started = System.nanoTime();

    /** Milliseconds by which this home's clock is moved. */
    private volatile long clockOffset;

    private volatile @Nullable Keeper keeper;

    /** Nothing may wait any more: the process is mapped, or about to exit. Every event goes to a file at once. */
    private volatile boolean prompt;

    private volatile boolean broken;

    /** The handler of uncaught exceptions that was there before this one. */
    private Thread.@Nullable UncaughtExceptionHandler next;

    /**
     * Opens nothing yet.
     *
     * @param clockOffset milliseconds by which this home's clock is moved
     */
    Recorder(TelemetryHome home, String program, Journal journal, long clockOffset) {
        this.home = home;
        this.program = program;
        this.journal = journal;
        this.clockOffset = clockOffset;
    }

    static void off() {
        off = true;
    }

    /** Makes this the one that counts, and takes over what was counted before. */
    void install() {
        off = false;
        current = this;
        flush();
    }

    /** Has uncaught exceptions counted. */
    void countCrashes() {
        next = Thread.getDefaultUncaughtExceptionHandler();
        Thread.setDefaultUncaughtExceptionHandler(this);
    }

    /** Counts it, then does what would have been done without: the program's own handler, or the JVM's usual lines. */
    @Override
    public void uncaughtException(Thread thread, Throwable crash) {
        Telemetry.crash(crash);
        if (next != null) {
            next.uncaughtException(thread, crash);
        } else if (!crash.getClass().getName().equals("java.lang.ThreadDeath")) {
            // As java.lang.ThreadGroup does where there is no default handler.
            System.err.print("Exception in thread \"" + thread.getName() + "\" ");
            crash.printStackTrace(System.err);
        }
    }

    /** Stops counting; what is pending is written first. Counters keep what comes after for the next start. */
    void uninstall() {
        if (Thread.getDefaultUncaughtExceptionHandler() == this) {
            Thread.setDefaultUncaughtExceptionHandler(next);
        }
        prompt = true;
        Keeper last = keeper;
        if (last != null) {
            last.finish();
        }
        current = null;
        for (Counter counter : Counter.known()) {
            counter.detach();
        }
        flush();
        synchronized (journal) {
            journal.close();
            broken = true;
        }
    }

    /** Events of a counter that has no word. */
    static void count(Counter counter, long events) {
        if (off) {
            return;
        }
        counter.pend(events);
        Recorder recorder = current;
        if (recorder != null) {
            recorder.counted(counter);
        }
    }

    private void counted(Counter counter) {
        MappedWord word = counter.word();
        if (word != null) {
            // The keeper attached the word meanwhile, and may have looked at what was pending before this came.
            moveTo(word, counter);
        } else if (prompt || !counter.isJournaled()) {
            flush(counter);
            Keeper mapping = keeper;
            if (mapping != null) {
                if (prompt) {
                    mapping.attachSoon(counter);
                }
            } else if (journal.isLong()) {
                startKeeper();
            }
        } else if (keeper == null) {
            startKeeper();
        }
    }

    private synchronized void startKeeper() {
        if (keeper == null && !broken) {
            try {
                keeper = Keeper.start(this);
            } catch (Throwable e) {
                // No thread to be had, or the JVM is exiting: then write every event at once.
                prompt = true;
                flush();
            }
        }
    }

    /** Writes what all counters have pending. */
    void flush() {
        for (Counter counter : Counter.known()) {
            MappedWord word = counter.word();
            if (word != null) {
                moveTo(word, counter);
            } else if (counter.hasPending()) {
                flush(counter);
            }
        }
    }

    /**
     * Appends what this counter has pending. The lock covers the whole of it: a process that exits waits for the lock,
     * so that no event is lost between its counter and the journal.
     */
    private void flush(Counter counter) {
        synchronized (journal) {
            long events = broken ? 0 : counter.takePending();
            if (events == 0) {
                return;
            }
            try {
                journal.append(counter.encodedName(), events, now());
                counter.journaled();
            } catch (Throwable e) {
                counter.pend(events);
                fail("cannot append to the journal: " + e);
            }
        }
    }

    /** Adds what is pending to the word; if the word's file is gone, it stays pending. */
    void moveTo(MappedWord word, Counter counter) {
        boolean gone = false;
        synchronized (journal) {
            long events = counter.takePending();
            if (events != 0 && !word.add(events)) {
                counter.pend(events);
                gone = true;
            }
        }
        if (gone) {
            lost(word.file());
        }
    }

    static void lostMapping(MappedWord word) {
        Recorder recorder = current;
        if (recorder != null) {
            recorder.lost(word.file());
        }
    }

    /** The mapping is gone: counting ends, and no counter touches it again. */
    void lost(MappedFile file) {
        fail(file.file().getName() + " was cut short while it was in use");
        for (Counter counter : Counter.known()) {
            counter.detach();
        }
    }

    /** Counting disables itself; the program goes on. */
    void fail(String reason) {
        if (!broken) {
            broken = true;
            off = true;
            Diagnostics.trouble(home, program, reason);
        }
    }

    boolean isCounting() {
        return !broken;
    }

    /** What the JVM runs when it exits: from now on nothing may wait. */
    @Override
    public void run() {
        becomePrompt();
        flush();
    }

    /** From now on every event goes to a file before its counter returns. */
    void becomePrompt() {
        prompt = true;
    }

    long ageMillis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** Sets the clock of what counts now, as users set theirs and as it jumps when a laptop wakes. For tests. */
    static void setClock(long offset) {
        Recorder recorder = current;
        if (recorder != null) {
            recorder.clockOffset = offset;
        }
    }

    long now() {
        return System.currentTimeMillis() + clockOffset;
    }

    /** The week under way, whose files are to be mapped. */
    CurrentWeek week() throws IOException {
        synchronized (journal) {
            return journal.week(CurrentWeek.dayOf(now()));
        }
    }

    /** What the week's count file begins with. */
    byte[] header(CurrentWeek of) {
        return journal.header(of, "");
    }

    /** Keeps the week's journals short. */
    void fold(CurrentWeek week) throws IOException {
        JournalFold.run(journal, week, System.currentTimeMillis(), JournalFold.LONG);
    }
}
