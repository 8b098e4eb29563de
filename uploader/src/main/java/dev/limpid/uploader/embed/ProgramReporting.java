package dev.limpid.uploader.embed;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.file.SharedState;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.file.ProcessLock;
import dev.limpid.uploader.home.CollectionFile;
import dev.limpid.uploader.run.PendingWork;
import dev.limpid.uploader.run.SendingPace;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A program calls this once at its start so that its users' weeks are reported. The call returns at once, never throws,
 * and does nothing in mode off. If telemetry was never used, there is no home, and nothing to do either.
 *
 * <p>Programs that end with their process need not {@link #close} it. A plug-in must, before its class loader is
 * discarded: then neither a thread nor an exit hook is left.
 *
 * <p>Safe for use by many threads: this object's monitor guards its thread, its exit hook and whether it is closed.
 */
public final class ProgramReporting implements AutoCloseable {

    /**
     * How long a command that ends waits, at most once a day, until its child is started; it never waits for the child
     * to end. Closing waits equally long for a running check.
     */
    private static final long LONGEST_WAIT = 2_000;

    private @Nullable SharedState sharedState;
    private @Nullable Thread worker;
    private @Nullable Thread exit;
    private boolean closed;

    private ProgramReporting() {}

    /**
     * {@link #forCommand(CollectionIdentity)} for the collection that {@code META-INF/limpid/program.properties} names.
     * If that file is missing, as in a program that was not built by its build, nothing is reported and nothing is
     * thrown.
     */
    public static ProgramReporting forCommand() {
        try {
            return forCommand(CollectionIdentity.ofProgram());
        } catch (RuntimeException | LinkageError e) {
            return new ProgramReporting(); // the program must not notice
        }
    }

    /** {@link #forService(CollectionIdentity)} in the same way. */
    public static ProgramReporting forService() {
        try {
            return forService(CollectionIdentity.ofProgram());
        } catch (RuntimeException | LinkageError e) {
            return new ProgramReporting(); // the program must not notice
        }
    }

    /**
     * For a program that ends soon, such as a command. Usually this only reads the modification time of one file; at
     * most once a day, and only if there is something to do, a detached child is started on a daemon thread.
     */
    public static ProgramReporting forCommand(CollectionIdentity collection) {
        try {
            String child = System.getenv(ChildCommand.NATIVE_CHILD);
            if (child != null) {
                ReportingProcess.main(new String[] {child});
                System.exit(0);
            }
            return forCommand(collection, Environment.ofProcess());
        } catch (RuntimeException | LinkageError e) {
            return new ProgramReporting(); // the program must not notice
        }
    }

    static ProgramReporting forCommand(CollectionIdentity collection, Environment environment) {
        ProgramReporting reporting = new ProgramReporting();
        TelemetryHome home = TelemetryHome.of(collection.name(), environment);
        if (ModeRule.of(home, environment, collection.offByDefault()).counts()
                && new LastCheck(home, environment).isDue()) {
            reporting.start(() -> startChild(collection, home, environment), true);
        }
        return reporting;
    }

    /**
     * For a program that runs for hours or months. A daemon thread checks a minute after the start, then once an hour.
     * It makes a pass in this process at most once a day, or each hour while answers wait. It ends with the program, or
     * by {@link #close}.
     */
    public static ProgramReporting forService(CollectionIdentity collection) {
        try {
            Environment environment = Environment.ofProcess();
            return forService(
                    startOfService(collection, environment),
                    checkOfService(collection, environment),
                    failure -> ReportingProcess.log(TelemetryHome.of(collection.name(), environment), failure));
        } catch (RuntimeException | LinkageError e) {
            return new ProgramReporting(); // the program must not notice
        }
    }

    static ProgramReporting forService(
            ServiceLoop.Check start, ServiceLoop.Check check, ServiceLoop.Failures failures) {
        ProgramReporting reporting = new ProgramReporting();
        try {
            reporting.start(new ServiceLoop(reporting::await, start, check, failures), false);
        } catch (RuntimeException | LinkageError e) {
            return reporting; // the program must not notice
        }
        return reporting;
    }

    /**
     * Ends the reporting: none of its threads runs any more, and none is started. A request in progress is given up; if
     * that takes longer than two seconds, the request ends within its own time limit.
     */
    @Override
    public void close() {
        Thread last;
        synchronized (this) {
            closed = true;
            last = worker;
        }
        if (last != null && last != Thread.currentThread()) {
            last.interrupt(); // also ends its wait, which then finds this closed
            join(last);
        }
    }

    /**
     * Starts the work on a thread of our own. The exit can wait for it: otherwise a command that ends in 60 ms would
     * end every day before its child is started.
     */
    private synchronized void start(Runnable work, boolean delaysExit) {
        SharedState taken = SharedState.take();
        sharedState = taken;
        try {
            Thread thread = taken.thread("limpid-report", () -> run(work));
            if (delaysExit) {
                exit = taken.thread("limpid-report-end", () -> join(thread));
                Runtime.getRuntime().addShutdownHook(exit);
            }
            worker = thread;
            thread.start();
        } catch (RuntimeException | Error e) {
            cleanUp();
            throw e;
        }
    }

    private void run(Runnable work) {
        try {
            work.run();
        } finally {
            cleanUp();
        }
    }

    /** Removes everything that {@code start} set up. */
    private synchronized void cleanUp() {
        Thread hook = exit;
        SharedState taken = sharedState;
        exit = null;
        sharedState = null;
        try {
            if (hook != null) {
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IllegalStateException e) {
            return; // the program is ending, and the hook with it
        } finally {
            if (taken != null) {
                taken.leave();
            }
        }
    }

    /** Waits for this long; throws when this is closed. */
    private synchronized void await(long millis) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        for (long rest = millis; rest > 0 && !closed; rest = (end - System.nanoTime()) / 1_000_000) {
            waitUpTo(rest);
        }
        if (closed) {
            throw new InterruptedException("closed");
        }
    }

    /** Code that interrupts all threads of the process does not mean this one, which only checks again. */
    @SuppressWarnings("WaitNotInLoop") // the loop is in the caller
    private synchronized void waitUpTo(long millis) {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            return;
        }
    }

    /**
     * Writes into an existing home where the collection's server is, for the {@code limpid} command. If that was done
     * before, it only reads the file.
     */
    static ServiceLoop.Check startOfService(CollectionIdentity collection, Environment environment) {
        TelemetryHome home = TelemetryHome.of(collection.name(), environment);
        return () -> {
            if (home.localAsFile().isDirectory()
                    && ModeRule.of(home, environment, collection.offByDefault()).counts()) {
                CollectionFile.write(home, collection);
            }
        };
    }

    /**
     * One check of a long-running program. Usually it only reads the modification time of one file, and one folder. It
     * makes a pass at most once a day; while answers wait, it makes a pass each time, which sends some of them.
     */
    static ServiceLoop.Check checkOfService(CollectionIdentity collection, Environment environment) {
        TelemetryHome home = TelemetryHome.of(collection.name(), environment);
        return () -> {
            if (ModeRule.of(home, environment, collection.offByDefault()).counts()
                    && (new LastCheck(home, environment).isDue()
                            ? hasWork(collection, home, environment)
                            : answersWait(collection, home, environment))) {
                ReportingProcess.pass(collection.name(), environment, SendingPace.SPREAD);
            }
        };
    }

    private static boolean answersWait(CollectionIdentity collection, TelemetryHome home, Environment environment)
            throws IOException {
        Mode mode =
                EffectiveMode.of(home, environment, collection.offByDefault()).mode();
        return mode instanceof Mode.On && PendingWork.answersWait(home, mode, today(home, environment));
    }

    private static LocalDate today(TelemetryHome home, Environment environment) {
        return LocalDate.ofInstant(HomeClock.of(home, environment).instant(), ZoneOffset.UTC);
    }

    private static void startChild(CollectionIdentity collection, TelemetryHome home, Environment environment) {
        try {
            if (hasWork(collection, home, environment)) {
                Optional<ProcessBuilder> child = ChildCommand.of(collection.name());
                if (child.isPresent()) {
                    child.get().start();
                } else {
                    ReportingProcess.pass(collection.name(), environment, SendingPace.IN_ONE_GO);
                }
            }
        } catch (IOException | RuntimeException | Error e) {
            ReportingProcess.log(home, e); // the program must not notice
        }
    }

    /** Checks once a day whether there is anything to do; of several processes, only one checks. */
    private static boolean hasWork(CollectionIdentity collection, TelemetryHome home, Environment environment)
            throws IOException {
        Optional<ProcessLock> lock = ProcessLock.tryAcquire(home.local().resolve("reporting.check"));
        if (lock.isEmpty()) {
            return false;
        }
        try {
            Mode mode = EffectiveMode.of(home, environment, collection.offByDefault())
                    .mode();
            if (!mode.counts()) {
                return false;
            }
            writeIdentity(collection, home);
            new LastCheck(home, environment).note();
            return PendingWork.exists(home, mode, today(home, environment));
        } finally {
            lock.get().close();
        }
    }

    /** Writes the identity for the {@code limpid} command. If that fails, weeks still end. */
    private static void writeIdentity(CollectionIdentity collection, TelemetryHome home) {
        try {
            CollectionFile.write(home, collection);
        } catch (IOException e) {
            return; // the command reports it
        }
    }

    private static void join(Thread worker) {
        try {
            worker.join(LONGEST_WAIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
