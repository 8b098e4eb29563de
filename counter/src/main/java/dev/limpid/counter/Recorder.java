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
 * Writes a program's events to its files. Counts of counters that have no word yet are written to the journal. At first
 * there is only the journal: mapping a file would cost a young process more than it is worth. A second later the {@link
 * BackgroundWriter} maps the count file and gives counters their words.
 *
 * <p>Every event is in exactly one place: pending in its counter, appended to the journal, or added to the count file.
 *
 * <p>The user's mode is checked every half minute: by the background writer, or by the next event if there is no background writer. While it
 * is off, nothing is open, no thread runs, and events are dropped.
 *
 * <p>Threads: any thread may count, flush and check the mode; the program opens and closes the recorder under
 * Telemetry's lock. The journal's monitor guards the journal and the step of an event from its counter to a file, and
 * is held for one short write at most. This object's monitor guards the beginning and the end of the background writer and of
 * counting: {@link #backgroundWriter}, {@link #closing} and {@link #off} change under it, except when the background writer ends, and are
 * read without it. Other fields are final, or volatile and each valid on its own. {@link Program} documents the order
 * in which monitors are taken.
 *
 * <p>Every start of a program runs this code: nothing here may load more than it must.
 */
final class Recorder implements Runnable {
    /** How often the mode and the clock are checked; {@code -Dlimpid.look.after} is for tests. */
    static final long LOOK_MILLIS = Long.getLong("limpid.look.after", 30_000);

    /** The program that the events belong to. */
    final Program program;

    private final Environment here;
    private final boolean offByDefault;
    private final Journal journal;
    private final long started = System.nanoTime();

    /** Milliseconds by which this home's clock is moved. */
    private volatile long clockOffset;

    private volatile @Nullable BackgroundWriter backgroundWriter;

    /**
     * Whether every event is written to a file at once, because the count file is mapped or the process is about to
     * exit.
     */
    private volatile boolean writeThrough;

    /** Why nothing can be written; the next look tries again. Null while all is well. */
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

    /**
     * Begins to count, and takes over the events that were counted before; if the mode is off, reports that in the
     * diagnostics.
     */
    void open() {
        if (off) {
            Diagnostics.report("off " + program.home.localAsFile(), "limpid: " + whyNot());
        } else {
            program.takeSeat();
            flush();
        }
    }

    /** Writes pending events, ends the background writer and closes all files. */
    void close() {
        synchronized (this) {
            closing = true;
            writeThrough = true;
        }
        BackgroundWriter last = backgroundWriter;
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

    /** Counts events of a counter of this program that has no word. */
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
            // The background writer attached the word meanwhile, and may have taken the pending events before these
            // were added.
            moveTo(word, counter);
        } else if (writeThrough || !counter.isJournaled()) {
            flush(counter);
            BackgroundWriter mapping = backgroundWriter;
            if (mapping != null) {
                if (writeThrough) {
                    mapping.attachSoon(counter);
                }
            } else if (journal.isLong()) {
                startKeeper();
            }
        } else if (backgroundWriter == null) {
            startKeeper();
        }
    }

    /** Many threads add to this counter's word. */
    void spreadSoon(Counter counter) {
        BackgroundWriter mapping = backgroundWriter;
        if (mapping != null) {
            mapping.spreadSoon(counter);
        }
    }

    /** Whether the user's mode lets events be counted, checked again if the last check is old. */
    boolean mayCount() {
        if (System.nanoTime() - looked >= LOOK_MILLIS * 1_000_000) {
            look();
            program.countMissed();
        }
        return !off;
    }

    /**
     * Checks the user's mode, and begins or ends counting; returns whether events are counted. Tries again to write
     * what could not be written.
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

    /** The user chose off: nothing more is written, and waiting events are dropped. What is in files stays there. */
    private void turnOff() {
        synchronized (journal) {
            off = true;
            journal.close();
        }
        BackgroundWriter last = backgroundWriter;
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
        if (backgroundWriter == null && !closing && !off) {
            try {
                backgroundWriter = BackgroundWriter.start(this);
            } catch (Throwable e) {
                // No thread can be started, or the JVM is exiting: then write every event at once.
                writeThrough = true;
                flush();
            }
        }
    }

    /**
     * Called when the background writer's thread ends, because it was asked to or could not continue. From then on no event may
     * wait for it.
     */
    void writerEnds(boolean asked) {
        detachAll();
        if (asked) {
            backgroundWriter = null;
        } else {
            writeThrough = true;
            flush();
        }
    }

    /** Writes the pending events of all counters. */
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
     * Appends the pending events of this counter. The lock covers the whole step: a process that exits waits for the
     * lock, so that no event is lost between its counter and the journal.
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

    /** Adds the pending events to the word; if the word's file is gone, they stay pending. */
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

    /** The mapping is gone: no counter touches it again, not even while that is being reported. */
    void lost(MappedFile file) {
        detachAll();
        fail("the count file was cut short or replaced: " + file.cutShort());
    }

    /** Takes their words from all counters: each starts again with its next event. */
    void detachAll() {
        for (Counter counter : Counter.of(program)) {
            counter.detach();
        }
    }

    /** Disables counting until the next look; the program continues, and its events wait in memory. */
    void fail(String reason) {
        if (broken == null) {
            broken = reason;
            Diagnostics.trouble(program.home, program.name, reason);
        }
    }

    boolean isCounting() {
        return broken == null && !closed && !off;
    }

    /** Why nothing is counted, in one sentence; empty if events are counted. */
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

    /** Run by the JVM when it exits: from now on no event may wait. */
    @Override
    public void run() {
        beginWriteThrough();
        flush();
        program.countMissed();
    }

    /**
     * From now on every event is written to a file before its counter returns; what failed before is tried once more.
     */
    void beginWriteThrough() {
        writeThrough = true;
        broken = null;
    }

    long ageMillis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    /** Sets the clock, as a user does, and as happens when a laptop wakes. For tests. */
    void setClock(long offset) {
        clockOffset = offset;
    }

    long now() {
        return System.currentTimeMillis() + clockOffset;
    }

    /** The current week, whose files are to be mapped. */
    CurrentWeek week() throws IOException {
        synchronized (journal) {
            return journal.week(CurrentWeek.dayOf(now()));
        }
    }

    /** The beginning of the week's count file. */
    byte[] header(CurrentWeek of) {
        return journal.header(of, "");
    }

    /** Keeps the week's journals short. */
    void fold(CurrentWeek week) throws IOException {
        JournalFold.run(journal, week, System.currentTimeMillis(), JournalFold.LONG);
    }
}
