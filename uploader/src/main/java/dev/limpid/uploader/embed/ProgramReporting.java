package dev.limpid.uploader.embed;

import dev.limpid.counter.CollectionIdentity;
import dev.limpid.counter.home.Environment;
import dev.limpid.counter.home.ModeRule;
import dev.limpid.counter.home.TelemetryHome;
import dev.limpid.countfile.HomeClock;
import dev.limpid.countfile.mode.EffectiveMode;
import dev.limpid.countfile.mode.Mode;
import dev.limpid.uploader.file.ProcessLock;
import dev.limpid.uploader.run.CollectionFile;
import dev.limpid.uploader.run.Work;
import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * What a program calls once at its start so that its users' weeks are reported. Returns at once, never throws, and does
 * nothing in mode off. Where telemetry was never used there is no home, and nothing to do either.
 */
public final class ProgramReporting {

    /** How long, at most once a day, a command that ends waits for its child to be started; never for the child. */
    private static final long LONGEST_WAIT = 2_000;

    private ProgramReporting() {}

    /**
     * For a program that ends soon, such as a command. Commonly this costs one look at a file's time; at most once a day,
     * and only if there is something to do, a detached child is started on a daemon thread.
     */
    public static void forCommand(CollectionIdentity collection) {
        try {
            String child = System.getenv(ChildCommand.NATIVE_CHILD);
            if (child != null) {
                ReportingProcess.main(new String[] {child});
                System.exit(0);
            }
            Environment environment = Environment.ofProcess();
            TelemetryHome home = TelemetryHome.of(collection.name(), environment);
            if (ModeRule.of(home, environment, collection.offByDefault()).counts()
                    && new LastCheck(home, environment).isDue()) {
                Thread looking = daemon("limpid-report", () -> startChild(collection, home, environment));
                // A command of 60 ms would end before the child is started, every day anew.
                Runtime.getRuntime().addShutdownHook(new Thread(() -> await(looking), "limpid-report-end"));
            }
        } catch (RuntimeException | LinkageError e) {
            return; // the program must not notice
        }
    }

    /**
     * For a program that runs for hours or months. A quiet daemon thread looks a minute after the start, then once an
     * hour, and makes a pass at most once a day, in this process; it ends with the program.
     */
    public static void forService(CollectionIdentity collection) {
        try {
            Environment environment = Environment.ofProcess();
            daemon(
                    "limpid-report",
                    new ServiceLoop(
                            Thread::sleep,
                            startOfService(collection, environment),
                            lookOfService(collection, environment)));
        } catch (RuntimeException | LinkageError e) {
            return; // the program must not notice
        }
    }

    /**
     * Leaves in a home that is there where the collection is, for the {@code limpid} command; one file's look where that
     * was done before.
     */
    static ServiceLoop.Look startOfService(CollectionIdentity collection, Environment environment) {
        TelemetryHome home = TelemetryHome.of(collection.name(), environment);
        return () -> {
            if (home.localAsFile().isDirectory()
                    && ModeRule.of(home, environment, collection.offByDefault()).counts()) {
                CollectionFile.write(home, collection);
            }
        };
    }

    /** One look of a long-running program: commonly at one file's time, at most once a day a pass. */
    static ServiceLoop.Look lookOfService(CollectionIdentity collection, Environment environment) {
        TelemetryHome home = TelemetryHome.of(collection.name(), environment);
        return () -> {
            if (ModeRule.of(home, environment, collection.offByDefault()).counts()
                    && new LastCheck(home, environment).isDue()
                    && isWork(collection, home, environment)) {
                ReportingProcess.pass(collection.name(), environment);
            }
        };
    }

    private static void startChild(CollectionIdentity collection, TelemetryHome home, Environment environment) {
        try {
            if (isWork(collection, home, environment)) {
                Optional<ProcessBuilder> child = ChildCommand.of(collection.name());
                if (child.isPresent()) {
                    child.get().start();
                } else {
                    ReportingProcess.pass(collection.name(), environment);
                }
            }
        } catch (IOException | RuntimeException | LinkageError e) {
            return; // the program must not notice
        }
    }

    /** Looks once a day whether there is anything to do; of several processes one looks. */
    private static boolean isWork(CollectionIdentity collection, TelemetryHome home, Environment environment)
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
            CollectionFile.write(home, collection);
            new LastCheck(home, environment).note();
            LocalDate today =
                    LocalDate.ofInstant(HomeClock.of(home, environment).instant(), ZoneOffset.UTC);
            return Work.isThere(home, mode, today);
        } finally {
            lock.get().close();
        }
    }

    private static void await(Thread looking) {
        try {
            looking.join(LONGEST_WAIT);
        } catch (InterruptedException e) {
            return;
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
