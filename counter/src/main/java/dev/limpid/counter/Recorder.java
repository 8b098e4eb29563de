package dev.limpid.counter;

import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.Journal;
import dev.limpid.counter.file.JournalFold;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a program's events to its files: takes counts from counters that have no word yet to the journal. At first that is all
 * there is: mapping a file would cost a young process more than it is worth. A second later the {@link Keeper} maps the count file
 * and gives counters their words.
 *
 * <p>Every event is in exactly one place: pending in its counter, appended to the journal, or added to the count file.
 *
 * <p>The user's mode is looked at every half minute: by the keeper, and where there is none by the event that comes next.
 * While it is off nothing is open, no thread runs, and events are dropped.
 *
 * <p>Threads: any may count, flush and look at the mode; the program opens and closes it under Telemetry's lock. The journal's
 * monitor guards the journal and the step of an event from its counter to a file, and is held for one short write at most.
 * This object's monitor guards the beginning and the end of the keeper and of counting: {@link #keeper}, {@link #closing} and
 * {@link #off} change under it, but for the keeper's own end, and are read without. Other fields are final, or volatile and each true by
 * itself. {@link Program} says in which order monitors are taken.
 *
 * <p>On the way of every program's start: nothing here may load more than it must.
 */
final class Recorder implements Runnable {
    /** How often the mode and the clock are looked at; {@code -Dlimpid.look.after} is for tests. */
    static final long LOOK_MILLIS = Long.getLong("limpid.look.after", 30_000);

    /** Whose events these are. */
    final Program program;

    private final Environment here;
    private final boolean offByDefault;
    private final Journal journal;
    private final long started = System.nanoTime();

    /** Milliseconds by which this home's clock is moved. */
    private volatile long clockOffset;

    private volatile @Nullable Keeper keeper;

    /** Nothing may wait any more: the process is mapped, or about to exit. Every event goes to a file at once. */
    private volatile boolean writeThrough;

    /** Why nothing can be written, which is tried again at the next look; null while all is well. */
    private volatile @Nullable String broken;

    private volatile boolean closing;
    private volatile boolean closed;
    private volatile boolean off;
    private volatile long looked = System.nanoTime();

    /** Opens nothing yet. */
    Recorder(Program program, Environment here, boolean offByDefault) {
        this.program = program;
        this.here = here;
        this.offByDefault = offByDefault;
        this.journal = new Journal(
                program.home.localAsFile(), program.name, program.version, here.runtime(), here.os(), here.arch());
        this.clockOffset = program.home.clockOffset(here);
        this.off = !mode().counts();
    }

    private ModeRule mode() {
        return ModeRule.of(program.home, here, offByDefault);
    }

    /** Begins, and takes over what was counted before; tells whoever asks for diagnosis if the mode is off. */
    void open() {
        if (off) {
            Diagnostics.tell("off " + program.home.localAsFile(), "limpid: " + whyNot());
        } else {
            program.takeSeat();
            flush();
        }
    }

    /** Writes what is pending, ends the keeper and lets go of all files. */
    void close() {
        synchronized (this) {
            closing = true;
            writeThrough = true;
        }
        Keeper last = keeper;
        if (last != null) {
            last.finish();
        }
        detachAll();
        flush();
        synchronized (journal) {
            journal.close();
            closed = true;
        }
    }

    /** Events of a counter of this program that has no word. */
    void count(Counter counter, long events) {
        if (!mayCount()) {
            return;
        }
        counter.pend(events);
        if (broken != null) {
            return;
        }
        MappedWord word = counter.word();
        if (word != null) {
            // The keeper attached the word meanwhile, and may have looked at what was pending before this came.
            moveTo(word, counter);
        } else if (writeThrough || !counter.isJournaled()) {
            flush(counter);
            Keeper mapping = keeper;
            if (mapping != null) {
                if (writeThrough) {
                    mapping.attachSoon(counter);
                }
            } else if (journal.isLong()) {
                startKeeper();
            }
        } else if (keeper == null) {
            startKeeper();
        }
    }

    /** Many threads add to this counter's word. */
    void spreadSoon(Counter counter) {
        Keeper mapping = keeper;
        if (mapping != null) {
            mapping.spreadSoon(counter);
        }
    }

    /** Whether the user's mode lets events be counted, looked at anew if the last look is old. */
    boolean mayCount() {
        if (System.nanoTime() - looked >= LOOK_MILLIS * 1_000_000) {
            look();
            program.countMissed();
        }
        return !off;
    }

    /**
     * Looks at the user's mode, and begins or ends counting; returns whether events are counted. What could not be written
     * is tried once more.
     */
    synchronized boolean look() {
        looked = System.nanoTime();
        if (!closing) {
            broken = null;
            boolean counts = mode().counts();
            if (counts && off) {
                off = false;
                open();
            } else if (!counts && !off) {
                turnOff();
            } else {
                flush();
            }
        }
        return !off;
    }

    /** The user said off: nothing more is written, what waited included. What lies in files stays. */
    private void turnOff() {
        synchronized (journal) {
            off = true;
            journal.close();
        }
        Keeper last = keeper;
        if (last != null) {
            last.finishSoon();
        }
        writeThrough = false;
        for (Counter counter : Counter.of(program)) {
            counter.detach();
            counter.takePending();
        }
    }

    private synchronized void startKeeper() {
        if (keeper == null && !closing && !off) {
            try {
                keeper = Keeper.start(this);
            } catch (Throwable e) {
                // No thread to be had, or the JVM is exiting: then write every event at once.
                writeThrough = true;
                flush();
            }
        }
    }

    /** The keeper's thread ends: it was asked to, or it could not go on. Then nothing may wait for it any more. */
    void keeperEnds(boolean asked) {
        detachAll();
        if (asked) {
            keeper = null;
        } else {
            writeThrough = true;
            flush();
        }
    }

    /** Writes what all counters have pending. */
    void flush() {
        for (Counter counter : Counter.of(program)) {
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
    void flush(Counter counter) {
        synchronized (journal) {
            long events = closed || broken != null ? 0 : counter.takePending();
            if (events == 0 || off) {
                return;
            }
            try {
                journal.append(counter.encodedName(), events, now());
                counter.journaled();
            } catch (Throwable e) {
                counter.pend(events);
                if (!(e instanceof OutOfMemoryError) && !(e instanceof StackOverflowError)) {
                    fail("cannot append to the journal: " + e);
                }
            }
        }
    }

    /** Adds what is pending to the word; if the word's file is gone, it stays pending. */
    void moveTo(MappedWord word, Counter counter) {
        synchronized (journal) {
            long events = counter.takePending();
            if (events == 0 || off || word.add(events) != MappedWord.LOST) {
                return;
            }
            counter.pend(events);
        }
        lost(word.file());
    }

    /** The mapping is gone: no counter touches it again, not even while that is being told. */
    void lost(MappedFile file) {
        detachAll();
        fail("the count file was cut short or replaced: " + file.cutShort());
    }

    /** No counter has a word any more: each begins anew with its next event. */
    void detachAll() {
        for (Counter counter : Counter.of(program)) {
            counter.detach();
        }
    }

    /** Counting disables itself until the next look; the program goes on, and what it counts waits in memory. */
    void fail(String reason) {
        if (broken == null) {
            broken = reason;
            Diagnostics.trouble(program.home, program.name, reason);
        }
    }

    boolean isCounting() {
        return broken == null && !closed && !off;
    }

    /** Why nothing is counted, in one sentence; empty if events are. */
    String whyNot() {
        String reason = broken;
        if (reason != null) {
            return reason;
        }
        if (closed) {
            return "telemetry was closed";
        }
        ModeRule rule = mode();
        return rule.counts() ? "" : "the mode is off: " + rule.why();
    }

    /** What the JVM runs when it exits: from now on nothing may wait. */
    @Override
    public void run() {
        becomePrompt();
        flush();
        program.countMissed();
    }

    /** From now on every event goes to a file before its counter returns; what failed before is tried once more. */
    void becomePrompt() {
        writeThrough = true;
        broken = null;
    }

    long ageMillis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** Sets the clock, as users set theirs and as it jumps when a laptop wakes. For tests. */
    void setClock(long offset) {
        clockOffset = offset;
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
