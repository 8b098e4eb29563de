package dev.limpid.counter;

import dev.limpid.counter.file.CountFileHeader;
import dev.limpid.counter.file.CurrentWeek;
import dev.limpid.counter.file.Days;
import dev.limpid.counter.file.JournalFrame;
import dev.limpid.counter.file.MappedFile;
import dev.limpid.counter.file.MappedWord;
import dev.limpid.counter.home.TelemetryHome;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Takes counts from counters that have no word yet to the journal. At first that is all there is: mapping a file would
 * cost a young process more than it is worth. A second later the {@link Keeper} maps the count file and gives counters
 * their words.
 *
 * <p>Every event is in exactly one place: pending in its counter, appended to the journal, or added to the count file.
 * On the way of every program's start: nothing here may load more than it must.
 */
final class Recorder {
    /** What counts now; null before start, after close, and for ever where counting is off. */
    private static volatile @Nullable Recorder current;

    /** Counting is off for good: events are dropped rather than kept. */
    private static volatile boolean off;

    private final TelemetryHome home;
    private final ProgramIdentity program;
    private final long clockOffset;
    private final long started = System.nanoTime();

    private final Object journalLock = new Object();
    private @Nullable CurrentWeek week;
    private @Nullable CountFileHeader header;
    private @Nullable FileOutputStream journal;
    private long journalOpened;

    private volatile @Nullable Keeper keeper;

    /** Nothing may wait any more: the process is mapped, or about to exit. Every event goes to a file at once. */
    private volatile boolean prompt;

    private volatile boolean broken;

    Recorder(TelemetryHome home, ProgramIdentity program, long clockOffset) {
        this.home = home;
        this.program = program;
        this.clockOffset = clockOffset;
    }

    static @Nullable Recorder current() {
        return current;
    }

    static void off() {
        off = true;
    }

    /** Makes this the one that counts, and takes over what was counted before. */
    void install() {
        off = false;
        current = this;
        if (Registry.size() > 0) {
            flush();
        }
    }

    /** Stops counting; what is pending is written first. Counters keep what comes after for the next start. */
    void uninstall() {
        prompt = true;
        Keeper last = keeper;
        if (last != null) {
            last.finish();
        }
        current = null;
        for (Counter counter : Registry.all()) {
            counter.detach();
        }
        flush();
        synchronized (journalLock) {
            closeJournal();
            broken = true;
        }
    }

    /** Events of a counter that has no word. */
    static void count(Counter counter, long events) {
        if (off) {
            return;
        }
        AtomicLong pending = counter.pending();
        long before = pending.getAndAdd(events);
        if (before < 0 || before + events < 0) {
            // Beyond what a long can hold; the file would saturate as well.
            pending.set(Long.MAX_VALUE);
        }
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
            counter.journaled();
            flush(counter);
            Keeper mapping = keeper;
            if (prompt && mapping != null) {
                mapping.attachSoon();
            }
        } else {
            wakeKeeper();
        }
    }

    /** Adds what is pending to the word; if the word's file is gone, it stays pending. */
    void moveTo(MappedWord word, Counter counter) {
        boolean gone = false;
        synchronized (journalLock) {
            long events = counter.pending().getAndSet(0);
            if (events != 0 && !word.add(events)) {
                counter.pending().getAndAdd(events);
                gone = true;
            }
        }
        if (gone) {
            lostMapping(word);
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
        for (Counter counter : Registry.all()) {
            counter.detach();
        }
    }

    private void wakeKeeper() {
        if (keeper == null) {
            startKeeper();
        }
    }

    private synchronized void startKeeper() {
        if (keeper == null && !broken) {
            try {
                keeper = Keeper.start(this);
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                // No thread to be had, or the JVM is shutting down: then write every event at once.
                prompt = true;
                flush();
            }
        }
    }

    boolean isCounting() {
        return !broken;
    }

    /** From now on every event goes to a file before its counter returns. */
    void becomePrompt() {
        prompt = true;
    }

    long ageMillis() {
        return (System.nanoTime() - started) / 1_000_000;
    }

    long now() {
        return System.currentTimeMillis() + clockOffset;
    }

    TelemetryHome home() {
        return home;
    }

    ProgramIdentity program() {
        return program;
    }

    /**
     * Appends what this counter has pending. The lock covers the whole of it: a process that exits waits for the lock,
     * so that no event is lost between its counter and the journal.
     */
    private void flush(Counter counter) {
        synchronized (journalLock) {
            if (broken) {
                return;
            }
            long events = counter.pending().getAndSet(0);
            if (events != 0) {
                JournalFrame frame = new JournalFrame();
                frame.entry(counter.name().getBytes(StandardCharsets.UTF_8), events);
                if (!append(frame)) {
                    counter.pending().getAndAdd(events);
                }
            }
        }
    }

    /** Appends what all counters have pending. */
    void flush() {
        for (Counter counter : Registry.all()) {
            MappedWord word = counter.word();
            if (word != null) {
                moveTo(word, counter);
            } else if (counter.pending().get() != 0) {
                counter.journaled();
                flush(counter);
            }
        }
    }

    private boolean append(JournalFrame counts) {
        counts.finish();
        try {
            FileOutputStream out = journal();
            if (out == null) {
                return false;
            }
            out.write(counts.bytes(), 0, counts.length());
            return true;
        } catch (IOException e) {
            fail("cannot write the journal: " + e.getMessage());
        } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
            fail("cannot write the journal: " + e);
        }
        return false;
    }

    /** The journal of the week under way, opened; null if counting has failed. */
    private @Nullable FileOutputStream journal() throws IOException {
        if (broken) {
            return null;
        }
        int today = Days.of(now());
        CurrentWeek open = week;
        FileOutputStream out = journal;
        if (out != null && open != null && !open.isOutside(today) && !isJournalOld()) {
            return out;
        }
        closeJournal();
        CurrentWeek found = week(today);
        File file = found.journal();
        boolean fresh = file.length() == 0;
        out = new FileOutputStream(file, true);
        journal = out;
        journalOpened = System.nanoTime();
        if (fresh) {
            JournalFrame frame = new JournalFrame();
            frame.metadata(header(found));
            out.write(frame.bytes(), 0, frame.length());
        }
        return out;
    }

    /** Whoever folds a journal relies on nobody writing to it a minute after it was sealed. */
    private boolean isJournalOld() {
        return System.nanoTime() - journalOpened > 10_000_000_000L;
    }

    /** The files to map: those of the week under way. */
    Target target() throws IOException {
        synchronized (journalLock) {
            CurrentWeek found = week(Days.of(now()));
            return new Target(found, header(found));
        }
    }

    /** The week to count into, and what its count file begins with. */
    record Target(CurrentWeek week, CountFileHeader header) {}

    private CurrentWeek week(int today) throws IOException {
        CurrentWeek known = week;
        if (known == null || known.isOutside(today)) {
            known = CurrentWeek.find(
                    home.localAsFile(),
                    program.shortName(),
                    program.version(),
                    program.runtime(),
                    program.os(),
                    program.arch(),
                    today);
            week = known;
            header = null;
        }
        return known;
    }

    private CountFileHeader header(CurrentWeek of) {
        CountFileHeader known = header;
        if (known == null) {
            known = new CountFileHeader(
                    program.program(),
                    program.version(),
                    program.runtime(),
                    program.os(),
                    program.arch(),
                    of.begin(),
                    of.end());
            header = known;
        }
        return known;
    }

    private void closeJournal() {
        FileOutputStream out = journal;
        journal = null;
        if (out != null) {
            try {
                out.close();
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Counting disables itself; the program goes on. */
    void fail(String reason) {
        if (broken) {
            return;
        }
        broken = true;
        off = true;
        Trouble.record(home, program, reason);
    }
}
